// A project, a secret outside of it, and the texts of tests/hostile/builds.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>

#include "engine/family.hpp"
#include "engine/probe.hpp"
#include "engine/sandbox.hpp"
#include "grade/build.hpp"
#include "grade_fixture.hpp"

namespace pipette {

inline const std::filesystem::path kBuilds =
    std::filesystem::path(PIPETTE_SOURCE_DIR) / "tests" / "hostile" / "builds";

inline std::string with_replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// What the first line of a hostile text declares.
struct Declared {
  bool refused = false;  ///< the compiler brings no program about
  bool either = false;   ///< that depends, and so does whether the program can be started
  bool leaks = false;    ///< without protection, the secret is shown
  bool builds = false;   ///< without protection, there is a program
};

inline Declared declared_by(const std::string& text) {
  const std::string line = text.substr(0, text.find('\n'));
  EXPECT_THAT(line, testing::MatchesRegex("// expect: (refused|harmless|either)(; plainly: .*)?"));
  const auto says = [&](const char* words) { return line.find(words) != std::string::npos; };
  return {says("expect: refused"), says("expect: either"), says("plainly: leaks"),
          says("plainly: builds")};
}

// A folder for temporary files that no other program uses, so that everything in it is ours. One
// for all tests, because a session may keep its directory for the next one.
struct OwnTemporaryFolder {
  OwnTemporaryFolder() {
    static const WorkingDirectory kFolder;
    std::filesystem::permissions(kFolder.path(), std::filesystem::perms(0755));
    setenv("TMPDIR", kFolder.path().c_str(), 1);
  }
};

// A project with a secret outside of it, which everybody may read.
class HostileBuild : private OwnTemporaryFolder, public GradeTest {
 protected:
  HostileBuild() {
    for (const WorkingDirectory* open_to_all : {&directory_, &vault_, &cache_})
      std::filesystem::permissions(open_to_all->path(), std::filesystem::perms(0755));
    std::ofstream(secret_file()) << secret() << "\n";
    setenv("PIPETTE_TOKEN", secret().c_str(), 1);
  }

  [[nodiscard]] std::string secret() const { return "SECRET-" + digits_; }
  [[nodiscard]] std::filesystem::path secret_file() const { return vault_.path() / "secret.txt"; }
  [[nodiscard]] std::filesystem::path folder() const { return root_ / "labs" / "11-echo-stdin"; }
  [[nodiscard]] std::filesystem::path source() const { return folder() / "echo.cpp"; }

  // The text of a hostile file, with the path of our secret.
  [[nodiscard]] std::string hostile(const std::string& name) const {
    return with_replaced(contents(kBuilds / (name + ".cpp")), "@SECRET@", secret_file().string());
  }

  Built build(const std::string& text, Backend backend = Backend::process) {
    write_stub(text);
    return build_there(backend);
  }

  Built build_there(Backend backend = Backend::process) {
    const std::vector<Lab> labs = load_labs(root_);
    constexpr std::uint64_t kSeconds = 2;
    return build_program(find_lab(labs, "11"), source(), cache_.path(),
                         {.backend = backend, .cpu_seconds = kSeconds});
  }

  // What the program prints where it is shut in like every student's program; nothing where it
  // cannot be started.
  std::optional<std::string> run(const std::filesystem::path& program) {
    const Sandbox sandbox({.readable = {program}});
    Session session({.sandbox = &sandbox});
    const auto started = session.spawn({program, {}, 0, true});
    if (!started->process.started()) return std::nullopt;
    constexpr std::chrono::seconds kPatience(5);
    EXPECT_TRUE(session.wait([&] { return started->process.drained(); }, kPatience));
    EXPECT_EQ(session.finish(), 0);
    return started->process.out().inbox().unread + started->process.err().inbox().unread;
  }

  std::string words_of(const std::filesystem::path& program, bool may_not_start = false) {
    const std::optional<std::string> words = run(program);
    EXPECT_TRUE(words.has_value() || may_not_start) << "it cannot be started";
    return words.value_or("");
  }

  // Nothing of the secret, and nothing about where the project lies.
  void expect_silence(const std::string& text, const std::string& where) const {
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(digits_))) << where;
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(root_.string() + "/"))) << where;
  }

  void expect_nothing_left(const std::vector<std::filesystem::path>& before) const {
    EXPECT_THAT(family_of(getpid()), testing::ElementsAre(getpid()));
    EXPECT_EQ(temporary_files(), before);
  }

  void expect_honest_build(Backend backend) {
    const std::string number = std::to_string(std::random_device()());
    const Built honest = build("int main() { return 0; }  // " + number + "\n", backend);
    EXPECT_FALSE(honest.failure) << honest.failure->output;
    EXPECT_EQ(words_of(honest.program), "");
  }

  static std::vector<std::filesystem::path> temporary_files() {
    std::vector<std::filesystem::path> found;
    for (const std::filesystem::directory_entry& entry :
         std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
      found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  std::string digits_ = std::to_string(1'000'000'000 + std::random_device()() % 1'000'000'000);
  WorkingDirectory vault_;
  WorkingDirectory cache_;
};

}  // namespace pipette
