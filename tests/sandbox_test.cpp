// What a session's programs can and cannot do under each backend that this machine offers. What
// hostile programs try is in tests/hostile.
#include <fstream>
#include <map>

#include "backends.hpp"
#include "children.hpp"
#include "core/error.hpp"
#include "engine/reach.hpp"
#include "engine/sandbox.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// To be named twice, or within a folder that is shown, does no harm.
const fs::path kChildren = child("").parent_path();

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

TEST(Backends, HaveOneWordEach) {
  for (const Backend backend : {Backend::process, Backend::bubblewrap, Backend::direct})
    EXPECT_EQ(backend_of(word(backend)), backend);
  EXPECT_EQ(backend_of("magic"), std::nullopt);
  EXPECT_EQ(backend_of(""), std::nullopt);
}

TEST(FilesOf, SystemProgramsNeedNothingMore) {
  EXPECT_THAT(files_of({"/usr/bin/env", "relative", "--flag"}), IsEmpty());
}

TEST(FilesOf, AreTheProgramAndTheWordsThatArePaths) {
  const WorkingDirectory folder;
  const fs::path program = folder.path() / "program";
  write(program, "x");
  EXPECT_THAT(files_of({program, "/srv/data", "rest"}),
              ElementsAre(fs::canonical(program), fs::path("/srv/data")));
}

TEST(FilesOf, LanguageOutsideTheSystemIsSeenAsAWhole) {
  const WorkingDirectory folder;
  for (const char* part : {"bin", "lib"}) fs::create_directory(folder.path() / part);
  write(folder.path() / "bin" / "python", "x");
  EXPECT_THAT(files_of({folder.path() / "bin" / "python"}), Contains(folder.path()));
}

TEST(FilesOf, BinFolderWithoutALanguageShowsNothingElse) {
  const WorkingDirectory folder;
  fs::create_directory(folder.path() / "bin");
  const fs::path program = folder.path() / "bin" / "program";
  write(program, "x");
  for (const fs::path& shown : files_of({program})) EXPECT_EQ(shown, program);
}

TEST(FilesOf, LinkIsSeenWithWhatItPointsTo) {
  const WorkingDirectory folder;
  write(folder.path() / "real", "x");
  fs::create_symlink("real", folder.path() / "link");
  EXPECT_THAT(files_of({folder.path() / "link"}),
              ElementsAre(folder.path() / "link", folder.path() / "real"));
}

TEST(WithinReach, CopiesWhatIsPrivateAndNothingElse) {
  const WorkingDirectory closed;
  const WorkingDirectory open;
  fs::permissions(open.path(), fs::perms(0711));
  write(closed.path() / "server.py", "pass");
  const auto command = within_reach(
      {"/usr/bin/env", closed.path() / "server.py", "word", "/nowhere/at/all"}, open.path());
  EXPECT_EQ(command[0], "/usr/bin/env");
  EXPECT_EQ(fs::path(command[1]).filename(), "server.py");
  EXPECT_EQ(fs::path(command[1]).parent_path().parent_path(), open.path());
  EXPECT_EQ(fs::status(command[1]).permissions(), fs::perms(0755));
  EXPECT_EQ(command[2], "word");
  EXPECT_EQ(command[3], "/nowhere/at/all");
}

class SandboxTest : public testing::TestWithParam<Backend> {
 protected:
  // One sandbox per backend and process: a private network is for ever.
  static const Sandbox& sandbox(Backend backend) {
    static std::map<Backend, std::unique_ptr<Sandbox>> made;
    auto& one = made[backend];
    if (!one)
      one = std::make_unique<Sandbox>(SandboxOptions{
          .backend = backend, .readable = {kChildren, kChildren / "says", kChildren}});
    return *one;
  }
  SessionOptions options() const {
    return {.check_limit = kPatience, .sandbox = &sandbox(GetParam())};
  }
  // All that a shell's command writes.
  std::string output_of(Session& session, const std::string& command) {
    const auto started = session.spawn({"/bin/sh", {"-c", command}, 0, true});
    EXPECT_TRUE(session.wait([&] { return started->process.drained(); }, kPatience));
    return started->process.out().inbox().unread + started->process.err().inbox().unread;
  }
};

TEST_P(SandboxTest, ProgramHasItsOwnFolderAndOnlyThat) {
  Session session(options());
  EXPECT_EQ(output_of(session, "echo mine > file && cat file && cd && cat file"), "mine\nmine\n");
  EXPECT_THAT(output_of(session, "echo x > /usr/file || echo refused"), HasSubstr("refused"));
  EXPECT_THAT(output_of(session, "echo x > /tmp/file || echo refused"), HasSubstr("refused"));
}

TEST_P(SandboxTest, ProgramsOfOneCheckShareTheirFolder) {
  Session session(options());
  EXPECT_EQ(output_of(session, "echo kept > file"), "");
  EXPECT_EQ(output_of(session, "cat file"), "kept\n");
}

TEST_P(SandboxTest, NextCheckFindsAnEmptyFolder) {
  {
    Session session(options());
    EXPECT_EQ(output_of(session, "echo left > file"), "");
    (void)session.finish();
  }
  Session session(options());
  EXPECT_EQ(output_of(session, "ls -A"), "");
}

TEST_P(SandboxTest, DevicesAndStandardStreamsWork) {
  Session session(options());
  EXPECT_EQ(output_of(session, "echo gone > /dev/null; echo seen > /dev/stdout"), "seen\n");
  EXPECT_EQ(output_of(session, "echo seen > /dev/stderr; cat /dev/stdin"), "seen\n");
  EXPECT_EQ(output_of(session, "head -c 4 /dev/zero | wc -c"), "4\n");
}

TEST_P(SandboxTest, EndingsAreTheProgramsOwn) {
  Session session(options());
  const auto exits = session.spawn({"/bin/sh", {"-c", "exit 7"}, 0, true});
  const auto dies = session.spawn({"/bin/sh", {"-c", "kill -SEGV $$"}, 0, true});
  EXPECT_TRUE(session.wait(
      [&] { return exits->process.ending().has_value() && dies->process.ending().has_value(); },
      kPatience));
  EXPECT_EQ(exits->process.ending()->code, 7);
  EXPECT_EQ(dies->process.ending()->signal, SIGSEGV);
}

TEST_P(SandboxTest, LeftProcessesAreCountedAndEnded) {
  Session session(options());
  const auto started = session.spawn({child("forks_daemon"), {}, 0, true});
  EXPECT_TRUE(session.wait([&] { return started->process.ending().has_value(); }, kPatience));
  EXPECT_EQ(session.finish(), 1);
  EXPECT_EQ(sweep(), 0);
}

TEST_P(SandboxTest, RootInsideIsNobodyOutside) {
  Session session(options());
  EXPECT_THAT(output_of(session, "grep CapEff /proc/self/status"), HasSubstr("0000000000000000"));
  EXPECT_THAT(output_of(session, "grep NoNewPrivs /proc/self/status"), HasSubstr("1"));
  EXPECT_THAT(output_of(session, "grep Seccomp: /proc/self/status"), HasSubstr("2"));
}

INSTANTIATE_TEST_SUITE_P(Each, SandboxTest, testing::ValuesIn(backends()),
                         [](const auto& chosen) { return std::string(word(chosen.param)); });

}  // namespace
}  // namespace pipette
