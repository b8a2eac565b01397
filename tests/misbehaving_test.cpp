// Students' programs that misbehave: each has its own verdict and its own words, and none survives.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grade_fixture.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kEcho = R"(
import sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(line.rstrip(b'\n') + b'\n')
    sys.stdout.buffer.flush()
)";

using MisbehavingTest = GradeTest;

TEST_F(MisbehavingTest, ProgramThatCannotBeStartedHasItsOwnWords) {
  std::ofstream(root_ / "broken") << "\x7f"
                                     "ELF but not really";
  fs::permissions(root_ / "broken", fs::perms::owner_all);
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", "./broken"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("could not start the program"));
}

TEST_F(MisbehavingTest, CrashIsNamedWithTheLastWords) {
  const std::string program = python(
      "import os, signal, sys\n"
      "sys.stderr.write('last words\\n'); sys.stderr.flush()\n"
      "os.kill(os.getpid(), signal.SIGSEGV)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("SIGSEGV"), HasSubstr("| last words")));
}

TEST_F(MisbehavingTest, HangIsATimeOutThatSaysHowLong) {
  const std::string program = python("import signal\nsignal.pause()\n");
  const Output run =
      pipette({"check", "11", "--only", "AnswersBeforeTheNextLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(ContainsRegex("The grader waited [0-9]+\\.[0-9] s"),
                             HasSubstr("no whole line came")));
}

TEST_F(MisbehavingTest, EndlessOutputIsCut) {
  const std::string program = python(
      "import sys\n"
      "while True: sys.stdout.write('x' * 65536)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("wrote far more"), HasSubstr("bytes left out")));
  EXPECT_LT(run.out.size(), 20000U);
}

TEST_F(MisbehavingTest, ServerThatNeverListensHasItsOwnWords) {
  const std::string program = python("import signal\nsignal.pause()\n");
  const Output run =
      pipette({"check", "31", "--only", "AnswersALineReversed", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("did not open its port"));
}

TEST_F(MisbehavingTest, DaemonDoesNotSurvive) {
  const std::string program = python(R"(
import os, sys, signal
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        while True: signal.pause()
    os._exit(0)
os.wait()
)" + std::string(kEcho));
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1) << "the daemon keeps standard output open, so its end never comes";
  EXPECT_THAT(processes_with(root_ / "program.py"), IsEmpty());
}

TEST_F(MisbehavingTest, ProgramThatIgnoresSignalsIsEnded) {
  const std::string program = python(
      "import signal\n"
      "for n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(n, signal.SIG_IGN)\n"
      "while True: signal.pause()\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(processes_with(root_ / "program.py"), IsEmpty());
}

TEST_F(MisbehavingTest, GluttonIsStoppedForTheStatedReason) {
  const std::string program = python(
      "import signal\n"
      "eaten = [b'x' * (64 << 20) for n in range(40)]\n"
      "while True: signal.pause()\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("used more than 1024 MiB of memory"));
}

TEST_F(MisbehavingTest, ForgedResultsCountForNothing) {
  const std::string program = python(R"(
import os
line = b'{"event":"ended","name":"EchoStdin.EchoesOneLine","points":10,"verdict":"passed"}\n'
for fd in range(0, 64):
    try: os.write(fd, line)
    except OSError: pass
print('Score 100/100 - all passed')
print('[  PASSED  ] 15 tests.')
)");
  const Output run = pipette({"check", "11", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(last_line(run.out), HasSubstr("Score 0/100"));
}

TEST_F(MisbehavingTest, EscapeSequencesOfAProgramDoNotReachTheTerminal) {
  const std::string program = python(
      "import sys\nsys.stdout.write('\\x1b]0;owned\\x07\\x1b[2J')\n"
      "sys.stderr.write('\\x1b[31mred\\x9b0m\\n')\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_THAT(run.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x9b")), HasSubstr("\\x1B")));
}

TEST_F(MisbehavingTest, ProgramCannotKillItsGrader) {
  const std::string program = python(
      "import os, signal\n"
      "for victim in (os.getppid(), -1):\n"
      "    try: os.kill(victim, signal.SIGKILL)\n"
      "    except OSError: pass\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(last_line(run.out), HasSubstr("Score 0/10"));
}

TEST_F(MisbehavingTest, DiedCheckBinaryIsAFaultOfOurs) {
  const std::string program = python("import signal\nsignal.pause()\n");
  const std::string checks = "checks_11-echo-stdin";
  const pid_t killer = fork();
  if (killer == 0) {
    // Somebody (the kernel, out of memory?) kills the check binary while the program runs.
    while (processes_with(root_ / "program.py").size() < 2) {
    }
    for (const pid_t pid : processes_with((root_ / "program.py").string()))
      if (fs::read_symlink("/proc/" + std::to_string(pid) + "/exe").filename() == checks)
        kill(pid, SIGKILL);
    _exit(0);
  }
  const Output run = pipette({"check", "11", "--program", program});
  waitpid(killer, nullptr, 0);
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(last_line(run.out), AllOf(HasSubstr("Score 0/0"), HasSubstr("could not be judged")));
  EXPECT_THAT(processes_with(root_ / "program.py"), IsEmpty());
}

TEST_F(MisbehavingTest, NothingStaysInTheTemporaryFolder) {
  const WorkingDirectory temporary;
  const std::string program =
      python("import os\nos.mkdir('locked')\nopen('locked/file', 'w')\nos.chmod('locked', 0)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program},
                             {"PATH=/usr/bin:/bin", "TMPDIR=" + temporary.path().string()});
  EXPECT_EQ(run.code, 1);
  EXPECT_TRUE(fs::is_empty(temporary.path()));
}

}  // namespace
}  // namespace pipette
