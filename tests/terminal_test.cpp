// What a student reads: every part is there, in its order, and only when there is something to say.
#include "report/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <set>

#include "report/text.hpp"
#include "sample_report.hpp"

namespace pipette {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

Report report_of(std::vector<CheckResult> checks) {
  return {"1", 7, 1, {sample::lab(11, "echo-stdin", "Echo stdin", "echo.cpp", checks)}};
}

std::string shown(const Report& report) { return to_terminal(report, {}); }

std::string explained(const CheckResult& check) {
  return explain(sample::echo_lab(), check, {7, {}}, {});
}

// The parts occur one after the other.
void expect_in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\nis missing or too early in\n" << text;
    at = found + part.size();
  }
}

TEST(CheckLine, ShowsVerdictPointsAndTitleInColumns) {
  EXPECT_EQ(check_line(sample::passed("A.KeepsLines", 10), {}), "  ok       10/10  Keeps lines\n");
  EXPECT_EQ(check_line(sample::failed("A.KeepsLines", 5), {}), "  FAIL       0/5  Keeps lines\n");
}

TEST(CheckLine, GivesTheReasonOfWhatWasNotJudged) {
  EXPECT_EQ(check_line(sample::unjudged("A.UsesIp", 5, Verdict::not_run, "no\tnet\nwork"), {}),
            "  not run      -  Uses ip: no net work\n");
  EXPECT_EQ(check_line(sample::unjudged("A.UsesIp", 5, Verdict::broken, "signal 6"), {}),
            "  broken       -  Uses ip: signal 6\n");
}

TEST(CheckLine, LongReasonsGoOnUnderTheTitle) {
  const CheckResult check = sample::unjudged("A.UsesIp", 5, Verdict::not_run, "one two three four");
  EXPECT_EQ(check_line(check, {.width = 30}),
            "  not run      -  Uses ip: one\n"
            "                  two three\n"
            "                  four\n");
}

TEST(CheckLine, ColoursOnlyTheVerdict) {
  const TerminalStyle colour{.colour = true};
  EXPECT_EQ(check_line(sample::passed("A.B", 1), colour), "  \x1b[32mok\x1b[0m         1/1  B\n");
  EXPECT_THAT(check_line(sample::failed("A.B", 1), colour), HasSubstr("\x1b[31mFAIL\x1b[0m"));
  EXPECT_THAT(check_line(sample::unjudged("A.B", 1, Verdict::not_run, ""), colour),
              HasSubstr("\x1b[33mnot run\x1b[0m"));
}

TEST(Explain, TellsEverythingInOrder) {
  Failure crash =
      sample::failure(Cause::crashed, "\"a\"", "\"b\"\n ^ here", std::chrono::milliseconds(1960));
  crash.stderr_tail = "oops\n\tat 7\n\n";
  CheckResult check = sample::failed("A.KeepsLines", 10, crash);
  check.survivors = 1;
  check.words = {"event loop", "flush"};
  expect_in_order(explain(sample::echo_lab(), check, {7, "--program './my echo'"}, {.width = 90}),
                  {"FAIL  Keeps lines\n", "  For each line of input", "  expected  \"a\"\n",
                   "       got  \"b\"\n             ^ here\n", "The grader waited 2.0 s.",
                   "The program crashed", "standard error:\n  | oops\n  |         at 7\n\n",
                   "Why it matters: Other programs",
                   "  Words to look up: event loop, flush\n    ./pipette explain 'event loop'\n",
                   "    ./pipette check 11 --only KeepsLines --seed 7 --program './my echo'\n",
                   "What happened (grader on the left, program on the right):\n",
                   "program: started\n", "grader --> stdin", "grader <-- stdout",
                   "1 process of the program still ran. The grader ended it."});
}

TEST(Explain, SaysNothingWhereThereIsNothingToSay) {
  CheckResult check = sample::failed("A.B", 1);
  check.story.clear();
  check.requirement.clear();
  check.why.clear();
  EXPECT_EQ(explained(check),
            "FAIL  B\n"
            "\n  See it again:\n    ./pipette check 11 --only B --seed 7\n");
}

TEST(Explain, ShortWaitsAreMilliseconds) {
  using std::chrono::milliseconds;
  const auto text = [](int waited) {
    return explained(
        sample::failed("A.B", 1, sample::failure(Cause::timed_out, "", "", milliseconds(waited))));
  };
  EXPECT_THAT(text(0), Not(HasSubstr("waited")));
  EXPECT_THAT(text(40), HasSubstr("The grader waited 40 ms. The time was up"));
  EXPECT_THAT(text(2500), HasSubstr("The grader waited 2.5 s. The time was up"));
}

TEST(Explain, EveryCauseButMismatchHasItsOwnWords) {
  std::set<std::string> texts;
  for (int cause = 0; cause < 8; ++cause)
    texts.insert(explained(sample::failed("A.B", 1, sample::failure(Cause(cause)))));
  EXPECT_EQ(texts.size(), 8U);
}

TEST(Explain, ProseWrapsAndBytesDoNot) {
  CheckResult check = sample::failed("A.B", 1);
  check.failure->got = std::string(200, 'x') + " y";
  check.requirement = "caf\xC3\xA9 caf\xC3\xA9 one four";
  check.why.clear();
  check.story = {std::string(200, 's') + " t"};
  const std::string text = explain(sample::echo_lab(), check, {}, {.width = 20});
  EXPECT_THAT(text, HasSubstr("  caf\xC3\xA9 caf\xC3\xA9 one four\n"));
  EXPECT_THAT(explain(sample::echo_lab(), check, {}, {.width = 19}),
              HasSubstr("  caf\xC3\xA9 caf\xC3\xA9 one\n  four\n"));
  EXPECT_THAT(text, HasSubstr(std::string(200, 'x') + " y\n"));
  EXPECT_THAT(text, HasSubstr(std::string(200, 's') + " t\n"));
}

TEST(Explain, EscapesWhatAProgramWrote) {
  CheckResult check = sample::failed("A.B", 1, sample::failure(Cause::mismatch, "", "\x1b[2J"));
  check.failure->stderr_tail = "\x07\r\n\xC2\x9B";
  check.story = {"two\nlines\x7f"};
  const std::string text = explained(check);
  for (const char* part : {"\\x1B[2J", "  | \\x07\\x0D\n", "  | \\xC2\\x9B\n", "two\\nlines\\x7F"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(BuildFailure, ShowsCommandOutputAndWhereToStart) {
  EXPECT_EQ(build_failure(sample::unbuilt_lab(), {}),
            "The program did not build\n\n"
            "  This was the command:\n"
            "    g++ -std=c++20 -O1 http.cpp -o http\n\n"
            "  This is what the compiler said:\n\n"
            "http.cpp:3:9: error: expected ';' before '}' token\n"
            "    3 |   int a = 1\n"
            "      |         ^\n\n"
            "  Read the first error first: later ones often come from the same place.\n");
  EXPECT_EQ(build_failure(sample::echo_lab(), {}), "");
}

TEST(BuildFailure, OfALongOutputTheFirstAndTheLastLinesAreShown) {
  LabResult lab = sample::unbuilt_lab();
  lab.build_failure->output = "first\n";
  for (int i = 0; i < 100'000; ++i) lab.build_failure->output += "again\n";
  lab.build_failure->output += "last\n";
  const std::string text = build_failure(lab, {});
  expect_in_order(text, {"\nfirst\nagain\n", "\nagain\n[... 53", " bytes left out ...]\nagain\n",
                         "\nagain\nlast\n"});
  EXPECT_LT(text.size(), 66'000U);
}

TEST(Terminal, ABuildFailureIsToldOnceInsteadOfEachCheck) {
  const std::string text = shown({"1", 7, 1, {sample::unbuilt_lab()}});
  EXPECT_THAT(text, HasSubstr("The program did not build\n"));
  EXPECT_THAT(text, Not(HasSubstr("See it again")));
  EXPECT_THAT(text, EndsWith("\nScore 0/100 - next: ./pipette hint 51\n"));
}

TEST(Terminal, ExplainsThreeInFullAndTheRestBriefly) {
  std::vector<CheckResult> checks;
  for (const char* name : {"A.One", "A.Two", "A.Three", "A.Four", "A.Five", "A.Six"})
    checks.push_back(sample::failed(name, 1, sample::failure(Cause::mismatch, "\"e\"", "\"g\"")));
  checks.back().failure->got = "\"other\"";
  const std::string text = shown(report_of(checks));
  expect_in_order(text,
                  {"FAIL  One", "Why it matters", "FAIL  Two", "Why it matters", "FAIL  Three",
                   "Why it matters", "What happened", "These checks failed too:",
                   "\n\n  Four\n  Five\n  expected  \"e\"\n       got  \"g\"\n",
                   "\n  Six\n  expected  \"e\"\n       got  \"other\"\n",
                   "See one of them in full:", "--only Four"});
  const std::string last = text.substr(text.find("These checks failed too:"));
  EXPECT_THAT(last, Not(HasSubstr("Why it matters")));
  EXPECT_THAT(last, Not(HasSubstr("What happened")));
}

TEST(Terminal, SeveralLabsHaveSubtotals) {
  const std::string text = shown(sample::report());
  expect_in_order(text, {"Lab 11 - Echo stdin\nProgram: echo.cpp\n", "Lab 11: 10/70\n",
                         "Lab 31 - TCP server\nProgram: python3 server.py\n", "Lab 31: 0/100\n",
                         "Lab 51 - HTTP server\n", "Lab 51: 0/100\n"});
  EXPECT_THAT(shown(report_of({sample::passed("A.B", 1)})), Not(HasSubstr("Lab 11: ")));
}

TEST(Terminal, SlackIsMentionedWhenItMatters) {
  Report report = report_of({sample::passed("A.B", 1)});
  for (const double slack : {0.5, 1.0, 1.01}) {
    report.slack = slack;
    EXPECT_THAT(shown(report), Not(HasSubstr("busy")));
  }
  report.slack = 2.5;
  EXPECT_THAT(shown(report),
              HasSubstr("This machine is busy: time limits were multiplied by 2.5.\nScore "));
}

TEST(Score, NamesTheFirstLabThatNeedsWork) {
  const CheckResult good = sample::passed("A.Good", 85);
  const CheckResult bad = sample::failed("A.Bad", 15);
  Report report = report_of({good});
  report.labs.push_back(sample::lab(31, "tcp-server", "TCP server", "", {bad}));
  report.labs.push_back(sample::lab(51, "http-server", "HTTP server", "", {bad}));
  EXPECT_THAT(shown(report), EndsWith("\nScore 85/115 - next: ./pipette hint 31\n"));
}

// ---- Commands ----

struct Close {
  void operator()(FILE* shell) const { pclose(shell); }
};

std::string printed_by_shell(const std::string& command) {
  const std::unique_ptr<FILE, Close> shell(popen(command.c_str(), "r"));
  std::array<char, 256> buffer{};
  return {buffer.data(), std::fread(buffer.data(), 1, buffer.size(), shell.get())};
}

TEST(ShellWord, ReachesAProgramAsItWas) {
  for (const std::string word :
       {"./echo.py", "", "event loop", "python3 -c 'print(1)'", "'", "-x", "~", "caf\xC3\xA9",
        "$HOME `id` $(id) \"a\" \\ * ? # ; & | < > ! {a,b} \t\n[z]"})
    EXPECT_EQ(printed_by_shell("printf '<%s>' " + shell_word(word)), "<" + word + ">");
}

TEST(ShellWord, StaysAsItIsWhereItCan) {
  EXPECT_EQ(shell_word("./my-echo_2.py"), "./my-echo_2.py");
  EXPECT_EQ(shell_word("event loop"), "'event loop'");
}

TEST(Score, AllPassed) {
  Report report = report_of({sample::passed("A.B", 40)});
  EXPECT_THAT(shown(report), EndsWith("\nScore 40/40 - all passed\n"));
  report.labs.push_back(report.labs.front());
  EXPECT_THAT(shown(report), EndsWith("\nScore 80/80 - all passed\n"));
}

TEST(Score, NeverClaimsThatAllPassedWhenSomeDidNotRun) {
  const CheckResult other = sample::unjudged("A.C", 9, Verdict::not_run, "no network");
  EXPECT_THAT(shown(report_of({sample::passed("A.B", 1), other})),
              EndsWith("\nScore 1/1 - all passed, but 1 check could not run\n"));
  EXPECT_THAT(shown(report_of({other})), EndsWith("\nScore 0/0 - no check could run\n"));
  EXPECT_EQ(shown({"1", 1, 1, {}}), "Score 0/0 - no check could run\n");
}

TEST(Score, BrokenChecksCostNothingAndAreOurFault) {
  const CheckResult broken = sample::unjudged("A.C", 9, Verdict::broken, "signal 6");
  EXPECT_THAT(shown(report_of({sample::passed("A.B", 1), broken})),
              EndsWith("\nScore 1/1 - 1 check could not be judged (a fault of Pipette's, it costs "
                       "no points)\n"));
  EXPECT_THAT(shown(report_of({sample::failed("A.B", 1), broken, broken})),
              EndsWith("\nNext: ./pipette hint 11\nScore 0/1 - 2 checks could not be judged (a "
                       "fault of Pipette's, it costs no points)\n"));
}

}  // namespace
}  // namespace pipette
