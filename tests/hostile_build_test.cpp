// Hostile texts for the compiler (tests/hostile/builds): none of them gets at what it should not
// see, none of them hurts, and each of them leaves the next submission alone.
#include <sys/stat.h>

#include "core/error.hpp"
#include "hostile/build_fixture.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// ---- Every hostile text, with every protection ----

struct Case {
  std::string name;
  Backend backend = Backend::process;
};

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(kBuilds))
    found.push_back(entry.path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const std::string& name : names())
    for (const Backend backend : {Backend::process, Backend::direct})
      all.push_back({name, backend});
  return all;
}

// Namespaces are not to be had everywhere, for instance not in most containers.
bool namespaces_are_missing() {
  try {
    const WorkingDirectory work;
    const Cell cell({.work = work.path(), .owner = geteuid()}, CellNetwork::own);
    return false;
  } catch (const HarnessError&) {
    return true;
  }
}

class EveryHostileBuild : public HostileBuild, public testing::WithParamInterface<Case> {};

TEST_P(EveryHostileBuild, IsRefusedOrHarmless) {
  if (GetParam().backend == Backend::direct && namespaces_are_missing())
    GTEST_SKIP() << "this machine has no namespaces for us";
  const std::string text = hostile(GetParam().name);
  const std::vector<fs::path> before = temporary_files();
  const auto started = std::chrono::steady_clock::now();
  const Built built = build(text, GetParam().backend);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(60));
  expect_nothing_left(before);
  const Declared declared = declared_by(text);
  EXPECT_TRUE(declared.either || declared.refused == built.failure.has_value())
      << (built.failure ? built.failure->output : "there is a program");
  if (built.failure) expect_silence(built.failure->output, "the compiler's words");
  else expect_silence(words_of(built.program, declared.either), "the program's words");
  expect_honest_build(GetParam().backend);
}

INSTANTIATE_TEST_SUITE_P(All, EveryHostileBuild, testing::ValuesIn(cases()),
                         [](const auto& instance) {
                           return instance.param.name + "_" +
                                  std::string(word(instance.param.backend));
                         });

// ---- Without protection, the same texts achieve what they are after ----

class PlainCompiler : public HostileBuild, public testing::WithParamInterface<std::string> {};

TEST_P(PlainCompiler, ShowsThatTheAttackIsReal) {
  const std::string text = hostile(GetParam());
  const Declared declared = declared_by(text);
  if (!declared.leaks && !declared.builds) return;
  write_stub(text);
  const auto plain = [this](const fs::path& executable, const std::vector<std::string>& arguments) {
    return run_task({.executable = executable,
                     .arguments = arguments,
                     .environment = {"PATH=/usr/bin:/bin"},
                     .directory = root_,
                     .limits = {}},
                    std::chrono::seconds(60));
  };
  const TaskResult compiled =
      plain(find_compiler(), {"-std=c++20", source().string(), "-o", "out"});
  const bool built = fs::exists(root_ / "out");
  std::string words = compiled.out + compiled.err;
  if (built) words += plain(root_ / "out", {}).out;
  EXPECT_TRUE(!declared.builds || built) << words;
  const std::string digits = secret().substr(secret().find('-') + 1);
  EXPECT_EQ(words.find(digits) != std::string::npos, declared.leaks) << words;
}

INSTANTIATE_TEST_SUITE_P(All, PlainCompiler, testing::ValuesIn(names()),
                         [](const auto& instance) { return instance.param; });

// ---- What stands where the source should, and beside it ----

TEST_F(HostileBuild, LinkInPlaceOfTheSourceIsNotFollowed) {
  fs::remove(source());
  fs::create_symlink(secret_file(), source());
  const Built built = build_there();
  ASSERT_TRUE(built.failure);
  EXPECT_THAT(built.failure->output, HasSubstr("symbolic link"));
  expect_silence(built.failure->output, "the compiler's words");
}

TEST_F(HostileBuild, PipeAndFolderInPlaceOfTheSourceAreNamed) {
  fs::remove(source());
  ASSERT_EQ(mkfifo(source().c_str(), 0644), 0);
  EXPECT_TRUE(build_there().failure);
  fs::remove(source());
  fs::create_directory(source());
  EXPECT_TRUE(build_there().failure);
}

TEST_F(HostileBuild, LinkInPlaceOfAHeaderIsNotFollowed) {
  fs::create_symlink(secret_file(), folder() / "own.hpp");
  fs::create_symlink(secret_file().parent_path(), folder() / "more.hpp");
  const Built built =
      build("#include \"own.hpp\"\n#include \"more.hpp/secret.txt\"\nint main() {}\n");
  ASSERT_TRUE(built.failure);
  EXPECT_THAT(built.failure->output, HasSubstr("own.hpp"));
  expect_silence(built.failure->output, "the compiler's words");
}

TEST_F(HostileBuild, HeaderWithTheNameOfASystemHeaderReplacesNothing) {
  std::ofstream(folder() / "iostream") << "#error this is not the system's\n";
  std::ofstream(folder() / "cstdio") << "#error this is not the system's\n";
  std::ofstream(folder() / "vector.hpp") << "inline int three() { return 3; }\n";
  const Built built = build(
      "#include <cstdio>\n#include <iostream>\n#include \"vector.hpp\"\n"
      "int main() { std::cout << three() << std::endl; }\n");
  ASSERT_FALSE(built.failure) << built.failure->output;
  EXPECT_EQ(words_of(built.program), "3\n");
}

TEST_F(HostileBuild, NoFileBesideTheSourceSteersTheCompiler) {
  const fs::path trace = secret_file().parent_path() / "trace";
  const std::string command = "touch " + trace.string();
  const auto beside = [this](const char* name, const std::string& text) {
    std::ofstream(folder() / name) << text;
    std::ofstream(root_ / name) << text;
  };
  beside("CMakeLists.txt", "execute_process(COMMAND " + command + ")\n");
  beside("Makefile", "all:\n\t" + command + "\n");
  beside(".gdbinit", "shell " + command + "\n");
  beside("compile_flags.txt", "-DSTEERED\n");
  beside("@file", "-DSTEERED\n");
  beside("echo.cpp.gch", "this is no precompiled header\n");
  beside("specs", "*cc1plus:\n-DSTEERED\n");
  const Built built = build("#ifdef STEERED\n#error steered\n#endif\nint main() {}\n");
  EXPECT_FALSE(built.failure) << built.failure->output;
  EXPECT_FALSE(fs::exists(trace));
}

// ---- The reports ----

class HostileReport : public HostileBuild, public testing::WithParamInterface<std::string> {};

// The bytes that a terminal or a service obeys: controls, and lines that begin like commands.
void expect_no_commands(const std::string& text, const std::string& where) {
  const auto control = [](char byte) {
    return (static_cast<unsigned char>(byte) < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F;
  };
  EXPECT_TRUE(std::none_of(text.begin(), text.end(), control)) << where;
  EXPECT_THAT("\n" + text, Not(testing::AnyOf(HasSubstr("\n::"), HasSubstr("\n##[")))) << where;
}

TEST_P(HostileReport, ShowsNoByteOfTheSecretAndNoCommand) {
  write_stub(hostile(GetParam()));
  const Output graded = pipette({"check", "11", "--json", "r.json", "--junit", "r.xml"});
  EXPECT_EQ(graded.code, 1) << graded.out << graded.err;
  EXPECT_THAT(last_line(graded.out), HasSubstr("/100 - next"));
  const std::vector<std::pair<std::string, std::string>> reports = {
      {"the terminal", graded.out + graded.err},
      {"the JSON report", contents(root_ / "r.json")},
      {"the JUnit report", contents(root_ / "r.xml")}};
  for (const auto& [where, text] : reports) {
    EXPECT_THAT(text, Not(IsEmpty())) << where;
    EXPECT_THAT(text, Not(HasSubstr(secret().substr(7)))) << where;
    expect_no_commands(text, where);
  }
}

INSTANTIATE_TEST_SUITE_P(All, HostileReport,
                         testing::Values("incbin", "include_absolute", "include_in_preamble",
                                         "read_at_run_time", "lying_lines", "lying_error",
                                         "early_pass"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace pipette
