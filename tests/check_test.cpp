// The facade, through the check binary checks_facade: its checks are those of facade_checks.cpp
// and facade_failures.cpp.
#include <fstream>
#include <map>
#include <sstream>

#include "children.hpp"
#include "engine/probe.hpp"
#include "grade/task.hpp"
#include "report/events.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

namespace fs = std::filesystem;

struct Outcome {
  std::map<std::string, CheckResult> results;
  TaskResult task;
  std::size_t processes_left = 0;
};

struct How {
  std::string filter;
  std::vector<std::string> options{};
  std::string command = "/usr/bin/env";
};

// Runs some checks as `grade` does. All processes that are there afterwards were left behind.
Outcome run(const How& how) {
  std::vector<std::string> arguments = {"--gtest_filter=" + how.filter, "--events=3", "--seed=7",
                                        "--readable=" + child("").string()};
  arguments.insert(arguments.end(), how.options.begin(), how.options.end());
  arguments.insert(arguments.end(), {"--", how.command});
  const WorkingDirectory scratch;
  std::string events;
  Outcome outcome;
  outcome.task =
      run_task({.executable = fs::path(PIPETTE_BINARY_DIR) / "bin" / "checks_facade",
                .arguments = arguments,
                .environment = {"PATH=/usr/bin:/bin", "TMPDIR=" + scratch.path().string()},
                .directory = scratch.path(),
                .limits = {}},
               2 * kPatience, [&](std::string_view bytes) { events += bytes; });
  std::istringstream lines(events);
  for (std::string line; std::getline(lines, line);)
    if (const auto result = check_from_json(line); result && started_check(line).empty())
      outcome.results[result->name] = *result;
  outcome.processes_left = family_of(getpid()).size() - 1;
  EXPECT_TRUE(fs::is_empty(scratch.path())) << "working directories were left behind";
  return outcome;
}

// All checks that do not need a run of their own.
const Outcome& common() {
  static const Outcome outcome = run({.filter = "*-Impatient.*:Starts.*:Broken*"});
  return outcome;
}

CheckResult result(const Outcome& outcome, const std::string& name) {
  const auto found = outcome.results.find(name);
  if (found != outcome.results.end()) return found->second;
  ADD_FAILURE() << name << " has no result; the binary said: " << outcome.task.err;
  return {};
}

Failure failure(const std::string& name, const Outcome& outcome = common()) {
  const CheckResult check = result(outcome, name);
  EXPECT_EQ(check.verdict, Verdict::failed) << name;
  EXPECT_TRUE(check.failure.has_value()) << name;
  return check.failure.value_or(Failure{});
}

void expect_failure(const Failure& failure, Cause cause, const std::string& expected,
                    const testing::Matcher<std::string>& got) {
  EXPECT_EQ(failure.cause, cause) << word(failure.cause);
  EXPECT_EQ(failure.expected, expected);
  EXPECT_THAT(failure.got, got);
}

// "tests/facade_failures.cpp:41": the line with the comment "place of NAME".
std::string place_of(const std::string& name) {
  std::ifstream source(fs::path(PIPETTE_SOURCE_DIR) / "tests" / "facade_failures.cpp");
  int number = 0;
  for (std::string line; std::getline(source, line);) {
    ++number;
    if (line.ends_with("// place of " + name))
      return "tests/facade_failures.cpp:" + std::to_string(number);
  }
  return "no such comment";
}

TEST(Checks, OfEveryVerbPass) {
  for (const auto& [name, check] : common().results)
    EXPECT_EQ(check.verdict, name.rfind("Fails", 0) == 0 ? Verdict::failed : Verdict::passed)
        << name << ": " << (check.failure ? check.failure->got : check.reason);
  EXPECT_THAT(common().results, SizeIs(testing::Ge(30U)));
}

TEST(Checks, LeaveNoProcessAndTellNothingElse) {
  EXPECT_EQ(common().processes_left, 0U);
  ASSERT_TRUE(common().task.ending.has_value());
  EXPECT_EQ(common().task.ending->code, 1) << "some failed";
  EXPECT_EQ(common().task.out, "");
  EXPECT_EQ(common().task.err, "");
}

TEST(Checks, CarryTheirRequirementAndHint) {
  const CheckResult check = result(common(), "Pipes.ReadsLinesAndTheEnd");
  EXPECT_EQ(check.requirement, "Lines come one after the other.");
  EXPECT_EQ(check.why, "Because.");
  EXPECT_EQ(check.hint.look, "look here");
  EXPECT_EQ(check.hint.think, "think this");
  EXPECT_EQ(check.hint.experiment, "try that");
}

TEST(Checks, CountSurvivors) {
  EXPECT_EQ(result(common(), "Life.LeavesSomebodyBehind").survivors, 1);
  EXPECT_EQ(result(common(), "Life.SendsSignals").survivors, 0);
  EXPECT_EQ(result(common(), "Fails.AndLeavesAChainBehind").survivors, 0)
      << "it was still running, so its children are no fault";
}

TEST(FailedChecks, TellAMismatch) {
  const Failure told = failure("Fails.ByMismatch");
  expect_failure(told, Cause::mismatch, "\"hello\\n\"",
                 "\"hallo\\n\"\n  ^ first difference at byte 1 (expected 6 bytes, got 6)");
  EXPECT_THAT(told.place, EndsWith(place_of("Fails.ByMismatch")));
  EXPECT_EQ(told.waited.count(), 0);
}

TEST(FailedChecks, TellTheStory) {
  const std::vector<std::string> story = result(common(), "Fails.ByMismatch").story;
  EXPECT_THAT(story, Contains(HasSubstr("program: started as: env ")));
  EXPECT_THAT(story, Contains(HasSubstr("grader <-- stdout    \"hallo\\n\"")));
  EXPECT_THAT(result(common(), "Pipes.ReadsLinesAndTheEnd").story, IsEmpty());
}

TEST(FailedChecks, TellThatNothingCame) {
  const Failure told = failure("Fails.ByWaitingInVain");
  expect_failure(told, Cause::timed_out, "\"hello\\n\"",
                 StartsWith("nothing: no whole line came within "));
  EXPECT_GT(told.waited.count(), 0);
}

TEST(FailedChecks, TellAnEarlyEnd) {
  const Failure told = failure("Fails.ByAnEarlyEnd");
  EXPECT_EQ(told.cause, Cause::closed_early);
  EXPECT_EQ(told.expected, "\"hello\\n\"");
  EXPECT_THAT(told.got, AllOf(StartsWith("\"hel\"\n    ^ first difference at byte 3"),
                              HasSubstr("the end is missing"),
                              EndsWith("the program had already ended (exit code 0)")));
}

TEST(FailedChecks, TellAReset) {
  expect_failure(failure("Fails.ByAReset"), Cause::closed_early, "\"hello\\n\"",
                 "nothing: the connection broke: Connection reset by peer");
}

TEST(FailedChecks, TellACrash) {
  expect_failure(failure("Fails.ByACrash"), Cause::crashed, "\"hello\\n\"",
                 "nothing: the program was ended by SIGSEGV (it touched memory that is not its "
                 "own)");
  const Failure at_the_end = failure("Fails.ByACrashAtTheEnd");
  EXPECT_EQ(at_the_end.cause, Cause::crashed);
  EXPECT_EQ(at_the_end.expected, "the program ends with exit code 0");
  EXPECT_THAT(at_the_end.got, HasSubstr("ended by SIGABRT"));
}

TEST(FailedChecks, TellAFlood) {
  const Failure told = failure("Fails.ByAFlood");
  EXPECT_EQ(told.cause, Cause::flooded);
  EXPECT_THAT(told.got, HasSubstr("the program wrote without end"));
  EXPECT_LT(told.got.size(), 1000U);
}

TEST(FailedChecks, TellTheExitCode) {
  expect_failure(failure("Fails.ByAWrongExitCode"), Cause::mismatch,
                 "the program ends with exit code 0", "exit code 3");
  expect_failure(failure("Fails.ByNotEnding"), Cause::timed_out, "the program ends",
                 StartsWith("the program did not end within "));
}

TEST(FailedChecks, TellWhatAVerbCouldNotDo) {
  const Failure unread = failure("Fails.ByNotReading");
  expect_failure(unread, Cause::timed_out, "the program reads what it is sent",
                 StartsWith("the program did not read its standard input within "));
  EXPECT_THAT(unread.place, EndsWith(place_of("Fails.ByNotReading")));
  expect_failure(failure("Fails.ByHavingEndedBeforeThePause"), Cause::closed_early,
                 "the program is still running", HasSubstr("already ended"));
}

TEST(FailedChecks, TellThatNobodyListens) {
  const Failure told = failure("Fails.ByRefusingConnections");
  EXPECT_EQ(told.cause, Cause::did_not_listen);
  EXPECT_THAT(told.expected, StartsWith("a connection to 127.0.0.1:"));
  EXPECT_EQ(told.got, "Connection refused");
}

TEST(FailedChecks, ShowStandardError) {
  EXPECT_EQ(failure("Fails.WithErrorsForPeople").stderr_tail, "for people\n");
}

TEST(FailedChecks, StopAtTheFirstFailureEvenInAHelper) {
  const Failure told = failure("FailsInAHelper.StopsAtOnce");
  EXPECT_EQ(told.cause, Cause::mismatch);
  EXPECT_THAT(told.place, EndsWith(place_of("FailsInAHelper.StopsAtOnce")));
}

TEST(FailedChecks, TellAnExpectationToo) {
  const Failure told = failure("Fails.ByAnExpectation");
  EXPECT_EQ(told.cause, Cause::mismatch);
  EXPECT_EQ(told.expected, "\"hello\\n\"") << "the first failure counts";
  EXPECT_THAT(told.place, EndsWith(place_of("Fails.ByAnExpectation")));
  EXPECT_THAT(result(common(), "Fails.ByAnExpectation").story, Not(IsEmpty()));
}

TEST(FailedChecks, TellValuesWithoutTheirTypes) {
  expect_failure(failure("Fails.ByANumber"), Cause::mismatch, "at most 2 spoons",
                 testing::Eq("5.5 spoons"));
  expect_failure(failure("Fails.ByAValueOfTheLabsOwn"), Cause::mismatch, "two equal numbers",
                 testing::Eq("1 and 2, the second one is larger"));
}

TEST(FailedHttpChecks, ShowTheResponse) {
  expect_failure(failure("FailsHttp.ByItsStatus"), Cause::mismatch, "a response with status 200",
                 "status 404 Not Found\nContent-Length: 2\nbody: no");
  EXPECT_THAT(failure("FailsHttp.ByAField").got, HasSubstr("Location is \"/notes/2\""));
}

TEST(FailedHttpChecks, SayWhatIsNoHttp) {
  const Failure told = failure("FailsHttp.ByBareLineFeeds");
  EXPECT_EQ(told.cause, Cause::mismatch);
  EXPECT_THAT(told.got, AllOf(HasSubstr("this is no whole HTTP response: "), HasSubstr("\\r\\n")));
  const Failure early = failure("FailsHttp.ByAnEarlyEnd");
  EXPECT_THAT(early.got, AllOf(HasSubstr("5"), HasSubstr("10"), HasSubstr("short")));
}

TEST(FailedHttpChecks, SayWhatDidNotCome) {
  const std::map<std::string, std::string> words = {
      {"ByAMissingEmptyLine", "the head of the response did not end (with an empty line)"},
      {"ByAShortBody", "Content-Length says 10 bytes of body, but only 5 came within"},
      {"ByABodyWithoutALength", "the response says nothing about the length of its body"},
      {"ByAMissingLastChunk", "the last chunk of the body (\"0\\r\\n\\r\\n\") did not come"},
  };
  for (const auto& [name, expected] : words) {
    const Failure told = failure("FailsHttp." + name);
    EXPECT_EQ(told.cause, Cause::timed_out) << name;
    EXPECT_THAT(told.got, HasSubstr(expected)) << name;
  }
}

TEST(FailedHttpChecks, SayWhereJsonDiffers) {
  const Failure differs = failure("FailsHttp.ByJsonThatDiffers");
  EXPECT_EQ(differs.expected, "a response whose JSON body contains {\"text\":\"milk\"}");
  EXPECT_THAT(differs.got, HasSubstr("/text is \"milc\", not \"milk\""));
  EXPECT_THAT(differs.got, Not(HasSubstr(", \n")));
  EXPECT_THAT(failure("FailsHttp.ByAnotherEndOfALongText").got,
              AllOf(HasSubstr("/text differs from byte 1000 on: it is ...\"aaa"),
                    HasSubstr("aaab\", not ...\"aaa"), HasSubstr("aaac\"")));
  const Failure cut = failure("FailsHttp.ByALengthThatIsTooSmall");
  EXPECT_THAT(cut.got, AllOf(HasSubstr("behind the response came more: \"}\""),
                             HasSubstr("does Content-Length count bytes?")));
  const Failure none = failure("FailsHttp.ByNoJson");
  EXPECT_EQ(none.expected, "a response whose body is JSON");
  EXPECT_THAT(none.got, HasSubstr("the body is no JSON: "));
}

TEST(FailedStreamChecks, SayWhatABrowserWouldDo) {
  const auto got = [](const std::string& name) { return failure("FailsStreams." + name).got; };
  EXPECT_THAT(got("WithoutABlankLine"),
              HasSubstr("an event has begun, but no blank line ends it: \"data: one\\n\""));
  EXPECT_THAT(got("ByAnIgnoredLine"), HasSubstr("a browser ignores the line \"two"));
  EXPECT_THAT(got("ByAnEventWithoutData"), HasSubstr("a browser ignores the line \"dat: one"));
  EXPECT_THAT(got("ByAMissingId"), HasSubstr("the id is missing: there is no line id: ..."));
  EXPECT_THAT(got("ByABadChunk"), HasSubstr("the body of the response is broken: "));
  EXPECT_THAT(got("ByALength"), HasSubstr("the body has ended: Content-Length said 11 bytes"));
  EXPECT_EQ(failure("FailsStreams.ByAnEndInAChunk").cause, Cause::closed_early);
  EXPECT_EQ(failure("FailsStreams.ByAnEventWithoutEnd").cause, Cause::flooded);
}

TEST(ImpatientChecks, TellThatNoPortWasOpened) {
  const Outcome outcome = run({.filter = "Impatient.*", .options = {"--check-seconds=1"}});
  const Failure deaf = failure("Impatient.ServerThatNeverListens", outcome);
  EXPECT_EQ(deaf.cause, Cause::did_not_listen);
  EXPECT_EQ(deaf.expected, "the server opens a port and can be called");
  EXPECT_THAT(deaf.got, StartsWith("no port was opened within "));

  const Failure silent = failure("Impatient.NeverAnnounced", outcome);
  EXPECT_EQ(silent.cause, Cause::timed_out);
  EXPECT_THAT(silent.got, HasSubstr("The server does listen, on port "));

  const CheckResult not_run = result(outcome, "Impatient.NothingLingers");
  EXPECT_EQ(not_run.verdict, Verdict::not_run);
  EXPECT_THAT(not_run.reason, StartsWith("no closed connection lingers on port "));
  EXPECT_FALSE(not_run.failure.has_value());
  EXPECT_EQ(outcome.processes_left, 0U);
}

TEST(StartingChecks, TellThatTheProgramCannotBeStarted) {
  const Outcome outcome = run({.filter = "Starts.*", .command = "/no/such/program"});
  expect_failure(failure("Starts.TheProgram", outcome), Cause::did_not_start, "the program starts",
                 "/no/such/program cannot be started: No such file or directory (exec)");
}

TEST(BrokenChecks, AreNobodysFaultAndStopNothing) {
  const Outcome outcome = run({.filter = "Broken*"});
  const CheckResult broken = result(outcome, "Broken.ByAnException");
  EXPECT_EQ(broken.verdict, Verdict::broken);
  EXPECT_THAT(broken.reason, HasSubstr("\"a fault\\x1B of the check\" thrown in"));
  EXPECT_FALSE(broken.failure.has_value());
  EXPECT_EQ(result(outcome, "Broken.ByAnythingElseThatIsThrown").verdict, Verdict::broken);
  EXPECT_EQ(result(outcome, "Broken.ButTheNextOneRuns").verdict, Verdict::passed);
  const CheckResult fixture = result(outcome, "BrokenFixture.NeverRuns");
  EXPECT_EQ(fixture.verdict, Verdict::broken);
  EXPECT_THAT(fixture.reason, HasSubstr("\"a fault of the fixture\" thrown in"));
  EXPECT_EQ(outcome.processes_left, 0U);
}

TEST(CheckBinary, RefusesWhatItDoesNotKnow) {
  const Outcome unknown = run({.filter = "*", .options = {"--wrong=1"}});
  EXPECT_EQ(unknown.task.ending->code, 2);
  EXPECT_THAT(unknown.task.err, HasSubstr("what is --wrong=1?"));
  EXPECT_THAT(unknown.results, IsEmpty());
}

}  // namespace
}  // namespace pipette
