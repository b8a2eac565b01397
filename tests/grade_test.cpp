// The program as its users know it: through its command line, its output and its exit code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/family.hpp"
#include "engine/probe.hpp"
#include "engine/session.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

const fs::path kBinaries = PIPETTE_BINARY_DIR;
const fs::path kSource = PIPETTE_SOURCE_DIR;

struct Output {
  int code = -1;
  std::string out;
  std::string err;
};

std::string last_line(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

std::string contents(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A project folder of its own with the two labs, so that no test touches another's points or stubs.
class GradeTest : public testing::Test {
 protected:
  GradeTest() {
    fs::create_directories(root_ / "labs");
    fs::create_directories(root_ / "solutions");
    for (const char* lab : {"11-echo-stdin", "31-tcp-server"}) {
      fs::copy(kSource / "labs" / lab, root_ / "labs" / lab, fs::copy_options::recursive);
      fs::copy(kSource / "solutions" / lab, root_ / "solutions" / lab,
               fs::copy_options::recursive);
    }
  }

  Output pipette(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment = {}) {
    SpawnOptions options{.executable = kBinaries / "bin" / "pipette",
                         .arguments = arguments,
                         .environment = {"PIPETTE_ROOT=" + root_.string(),
                                         "PIPETTE_BIN=" + kBinaries.string(), "HOME=/"},
                         .directory = root_,
                         .limits = {}};
    if (environment.empty()) options.environment.emplace_back("PATH=/usr/bin:/bin");
    options.environment.insert(options.environment.end(), environment.begin(), environment.end());
    const TaskResult result = run_task(options, std::chrono::seconds(300));
    return {result.ending ? result.ending->code : -1, result.out, result.err};
  }

  // A program in Python that stands in the project folder; the value for --program.
  std::string python(const std::string& text) {
    std::ofstream(root_ / "program.py") << text;
    return "/usr/bin/python3 program.py";
  }

  void write_stub(const std::string& text) {
    std::ofstream(root_ / "labs" / "11-echo-stdin" / "echo.cpp") << text;
  }

  WorkingDirectory directory_;
  fs::path root_ = directory_.path();
};

constexpr const char* kEcho = R"(
import sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(line.rstrip(b'\n') + b'\n')
    sys.stdout.buffer.flush()
)";

// ---- What the README shows ----

TEST_F(GradeTest, UntouchedStubScoresNothingAndTeaches) {
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(last_line(run.out), "Score 0/100 - next: ./pipette hint 11");
  EXPECT_THAT(run.out, AllOf(HasSubstr("expected  \"hi\\n\""), HasSubstr("nothing is built yet"),
                             HasSubstr("Why it matters:"), HasSubstr("grader --> stdin"),
                             HasSubstr("./pipette check 11 --only EchoesOneLine --seed ")));
}

TEST_F(GradeTest, SolutionsOfBothLabsScoreEverything) {
  const Output run = pipette({"check", "11", "31", "--solutions"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(last_line(run.out), "Score 200/200 - all passed");
}

TEST_F(GradeTest, ProgramInAnotherLanguageIsGraded) {
  const Output run = pipette(
      {"check", "echo", "--program", "/usr/bin/python3 solutions/11-echo-stdin/other/echo.py"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(last_line(run.out), "Score 100/100 - all passed");
}

TEST_F(GradeTest, OnlyRunsTheNamedCheckAndSeedRepeatsIt) {
  const Output one = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "5"});
  const Output same = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "5"});
  const Output other = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "6"});
  const auto expected = [](const Output& run) {
    const std::size_t at = run.out.find("expected  ");
    return run.out.substr(at, run.out.find('\n', at) - at);
  };
  EXPECT_THAT(last_line(one.out), HasSubstr("Score 0/10 "));
  EXPECT_EQ(expected(one), expected(same));
  EXPECT_NE(expected(one), expected(other));
}

TEST_F(GradeTest, RepeatRunsEveryCheckSeveralTimes) {
  // This echo works once; from the second run on it finds its own mark and says nothing.
  const std::string program = python(R"(
import os, sys
mark = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'mark')
if os.path.exists(mark): sys.exit(1)
open(mark, 'w').close()
sys.stdout.write(sys.stdin.read())
)");
  const std::vector<std::string> once = {"check", "11", "--only", "EchoesOneLine", "--program",
                                         program};
  EXPECT_EQ(pipette(once).code, 0);
  fs::remove(root_ / "mark");
  std::vector<std::string> twice = once;
  twice.insert(twice.end(), {"--repeat", "2"});
  EXPECT_EQ(pipette(twice).code, 1);
}

TEST_F(GradeTest, ReportsAreWrittenAsJsonAndJUnit) {
  const Output run = pipette({"check", "11", "--json", "r.json", "--junit", "r.xml"});
  const auto json = nlohmann::json::parse(contents(root_ / "r.json"));
  EXPECT_EQ(json.at("score").at("maximum"), 100);
  EXPECT_EQ(json.at("labs").at(0).at("checks").size(), 15U);
  EXPECT_THAT(contents(root_ / "r.xml"), HasSubstr("<testsuites"));
}

TEST_F(GradeTest, HelpVersionAndListSayWhatThereIs) {
  EXPECT_THAT(pipette({"--help"}).out, AllOf(HasSubstr("check"), HasSubstr("Examples:")));
  EXPECT_THAT(pipette({"--version"}).out, HasSubstr("pipette "));
  pipette({"check", "11", "--solutions"});
  EXPECT_THAT(pipette({"list"}).out, ContainsRegex("11  echo-stdin +0/100"));
  write_stub(contents(root_ / "solutions" / "11-echo-stdin" / "echo.cpp"));
  EXPECT_EQ(pipette({"check", "11"}).code, 0);
  EXPECT_THAT(pipette({"list"}).out, AllOf(ContainsRegex("11  echo-stdin +100/100"),
                                           ContainsRegex("31  tcp-server .*after 13")));
}

TEST_F(GradeTest, HintsComeOneByOne) {
  const std::string first = pipette({"hint", "11"}).out;
  const std::string second = pipette({"hint", "11"}).out;
  const std::string third = pipette({"hint", "11"}).out;
  EXPECT_THAT(first, AllOf(HasSubstr("Look at"), Not(HasSubstr("Think about"))));
  EXPECT_THAT(second, AllOf(HasSubstr("Think about"), Not(HasSubstr("Try"))));
  EXPECT_THAT(third, HasSubstr("Try"));
}

TEST_F(GradeTest, ResetRestoresTheStubAndKeepsTheStudentsVersion) {
  pipette({"check", "11"});
  const fs::path file = root_ / "labs" / "11-echo-stdin" / "echo.cpp";
  const std::string stub = contents(file);
  write_stub("// my work\n");
  const Output run = pipette({"reset", "11"});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(contents(file), stub);
  const std::string backup = last_line(run.out).substr(last_line(run.out).find('/'));
  EXPECT_EQ(contents(backup), "// my work\n");
}

// ---- Bad input ----

TEST_F(GradeTest, BadInputIsRefusedWithTheWayOut) {
  const auto refused = [this](const std::vector<std::string>& arguments, const char* words) {
    const Output run = pipette(arguments);
    EXPECT_EQ(run.code, 2) << testing::PrintToString(arguments);
    EXPECT_THAT(run.err + run.out, HasSubstr(words)) << testing::PrintToString(arguments);
  };
  refused({"check", "12"}, "there is no lab '12'; there are: 11-echo-stdin, 31-tcp-server");
  refused({"check", ""}, "there is no lab ''");
  refused({"check", "11", "--only", "NoSuchCheck"}, "its checks are:");
  refused({"check", "11", "--program", "no-such-program"}, "no program 'no-such-program'");
  refused({"check", "11", "--program", "'open"}, "is not closed");
  refused({"check", "--program", "cat"}, "--program grades one lab");
  refused({"check", "11", "--seed", "x"}, "--seed");
  refused({"check", "11", "--repeat", "0"}, "--repeat");
  refused({"check", "11", "--json", "/no/such/folder/r.json"}, "cannot write /no/such/folder/");
  refused({"check", "11", "--junit", "/no/such/folder/r.xml"}, "cannot write /no/such/folder/");
  refused({"dance"}, "dance");
  refused({"hint"}, "LAB");
}

TEST_F(GradeTest, MissingCompilerIsNamed) {
  const Output named = pipette({"check", "11"}, {"PATH=/usr/bin:/bin", "CXX=/no/such/compiler"});
  EXPECT_EQ(named.code, 2);
  EXPECT_THAT(named.err, HasSubstr("/no/such/compiler"));
  const Output none = pipette({"check", "11"}, {"PATH=/nowhere"});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("neither g++ nor clang++"));
}

TEST_F(GradeTest, BrokenRubricIsNamed) {
  std::ofstream(root_ / "labs" / "11-echo-stdin" / "lab.json") << "{ \"title\": ";
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, AllOf(HasSubstr("lab.json"), HasSubstr("parse error")));
}

TEST_F(GradeTest, CompileErrorIsShownAsTheCompilerGaveIt) {
  write_stub("int main() { return nothing; }\n");
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("g++ -std=c++20"), HasSubstr("echo.cpp:1:21: error:")));
  EXPECT_THAT(last_line(run.out), HasSubstr("0/100"));
}

TEST_F(GradeTest, ForgottenIncludeStillFails) {
  write_stub("#include <iostream>\nint main() { std::mt19937 random; std::cout << random(); }\n");
  EXPECT_THAT(pipette({"check", "11"}).out, HasSubstr("mt19937"));
}

TEST_F(GradeTest, ChangedHeaderIsBuiltAgain) {
  const fs::path header = root_ / "labs" / "11-echo-stdin" / "mine.hpp";
  std::ofstream(header) << "constexpr int kCode = 3;\n";
  write_stub("#include \"mine.hpp\"\nint main() { return kCode; }\n");
  const std::vector<std::string> check = {"check", "11", "--only", "PrintsNothingForEmptyInput"};
  EXPECT_THAT(pipette(check).out, HasSubstr("exit code 3"));
  std::ofstream(header) << "constexpr int kCode = 4;\n";
  EXPECT_THAT(pipette(check).out, HasSubstr("exit code 4"));
}

// ---- Programs that misbehave ----

TEST_F(GradeTest, ProgramThatCannotBeStartedHasItsOwnWords) {
  std::ofstream(root_ / "broken") << "\x7f" "ELF but not really";
  fs::permissions(root_ / "broken", fs::perms::owner_all);
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", "./broken"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("could not start the program"));
}

TEST_F(GradeTest, CrashIsNamedWithTheLastWords) {
  const std::string program = python(
      "import os, signal, sys\n"
      "sys.stderr.write('last words\\n'); sys.stderr.flush()\n"
      "os.kill(os.getpid(), signal.SIGSEGV)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("SIGSEGV"), HasSubstr("| last words")));
}

TEST_F(GradeTest, HangIsATimeOutThatSaysHowLong) {
  const std::string program = python("import signal\nsignal.pause()\n");
  const Output run = pipette({"check", "11", "--only", "AnswersBeforeTheNextLine", "--program",
                              program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(ContainsRegex("The grader waited [0-9]+\\.[0-9] s"),
                             HasSubstr("no whole line came")));
}

TEST_F(GradeTest, EndlessOutputIsCut) {
  const std::string program = python(
      "import sys\n"
      "while True: sys.stdout.write('x' * 65536)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("wrote far more"), HasSubstr("bytes left out")));
  EXPECT_LT(run.out.size(), 20000U);
}

TEST_F(GradeTest, ServerThatNeverListensHasItsOwnWords) {
  const std::string program = python("import signal\nsignal.pause()\n");
  const Output run = pipette({"check", "31", "--only", "AnswersALineReversed", "--program",
                              program});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("did not open its port"));
}

TEST_F(GradeTest, DaemonDoesNotSurvive) {
  const std::string program = python(R"(
import os, sys, signal
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pid'), 'w') as file:
            file.write(str(os.getpid()))
        while True: signal.pause()
    os._exit(0)
os.wait()
while not os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pid')): pass
)" + std::string(kEcho));
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program,
                              "--json", "r.json"});
  EXPECT_EQ(run.code, 1) << "the daemon keeps standard output open, so its end never comes";
  const int daemon = std::stoi(contents(root_ / "pid"));
  EXPECT_EQ(kill(daemon, 0), -1) << "the daemon is still there";
}

TEST_F(GradeTest, ProgramThatIgnoresSignalsIsEnded) {
  const std::string program = python(
      "import os, signal\n"
      "for n in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(n, signal.SIG_IGN)\n"
      "open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pid'), 'w')"
      ".write(str(os.getpid()))\n"
      "while True: signal.pause()\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(kill(std::stoi(contents(root_ / "pid")), 0), -1);
}

TEST_F(GradeTest, ForgedResultsCountForNothing) {
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

TEST_F(GradeTest, EscapeSequencesOfAProgramDoNotReachTheTerminal) {
  const std::string program = python(
      "import sys\nsys.stdout.write('\\x1b]0;owned\\x07\\x1b[2J')\n"
      "sys.stderr.write('\\x1b[31mred\\x9b0m\\n')\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program});
  EXPECT_THAT(run.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x9b")), HasSubstr("\\x1B")));
}

TEST_F(GradeTest, DiedCheckBinaryIsAFaultOfOurs) {
  // The program kills its own parent: the check binary. (A sandbox will forbid that one day.)
  const std::string program = python("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n");
  const Output run = pipette({"check", "11", "--program", program});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(last_line(run.out), AllOf(HasSubstr("Score 0/0"), HasSubstr("could not be judged")));
}

TEST_F(GradeTest, NothingStaysInTheTemporaryFolder) {
  const WorkingDirectory temporary;
  const std::string program = python(
      "import os\nos.mkdir('locked')\nopen('locked/file', 'w')\nos.chmod('locked', 0)\n");
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--program", program},
                             {"PATH=/usr/bin:/bin", "TMPDIR=" + temporary.path().string()});
  EXPECT_EQ(run.code, 1);
  EXPECT_TRUE(fs::is_empty(temporary.path()));
}

}  // namespace
}  // namespace pipette

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  pipette::become_guardian();
  return RUN_ALL_TESTS();
}
