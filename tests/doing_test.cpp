// A failed check tells what the programs were doing: the checks FailsDoing.* of
// facade_failures.cpp, run through the check binary checks_facade.
#include <map>
#include <sstream>

#include "backends.hpp"
#include "children.hpp"
#include "engine/probe.hpp"
#include "grade/task.hpp"
#include "report/events.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

using testing::Contains;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

namespace fs = std::filesystem;
using Results = std::map<std::string, CheckResult>;

Results run_checks(Backend backend) {
  const WorkingDirectory scratch;
  std::string events;
  const TaskResult task = run_task(
      {.executable = fs::path(PIPETTE_BINARY_DIR) / "bin" / "checks_facade",
       .arguments = {"--gtest_filter=FailsDoing.*:Fails.ByAReset:Fails.ByMismatch", "--events=3",
                     "--seed=7", "--backend=" + std::string(word(backend)),
                     "--readable=" + child("").parent_path().string(), "--", "/usr/bin/env"},
       .environment = {"PATH=/usr/bin:/bin", "TMPDIR=" + scratch.path().string()},
       .directory = scratch.path(),
       .limits = {}},
      2 * kPatience, [&](std::string_view bytes) { events += bytes; });
  EXPECT_EQ(task.err, "");
  EXPECT_EQ(family_of(getpid()).size(), 1U) << "processes were left behind";
  Results results;
  std::istringstream lines(events);
  for (std::string line; std::getline(lines, line);)
    if (const auto result = check_from_json(line); result && started_check(line).empty())
      results[result->name] = *result;
  return results;
}

struct Doing : testing::TestWithParam<Backend> {
  static CheckResult result(const std::string& name) {
    static std::map<Backend, Results> known;
    if (known.count(GetParam()) == 0) known[GetParam()] = run_checks(GetParam());
    const auto found = known[GetParam()].find(name);
    EXPECT_NE(found, known[GetParam()].end()) << name << " has no result";
    return found == known[GetParam()].end() ? CheckResult{} : found->second;
  }

  static Failure failure(const std::string& name) {
    const CheckResult check = result(name);
    EXPECT_TRUE(check.failure.has_value()) << name << " did not fail: " << check.reason;
    return check.failure.value_or(Failure{});
  }
};

TEST_P(Doing, IsToldWhenTheTimeIsUp) {
  const Failure told = failure("FailsDoing.WaitsForInput");
  EXPECT_THAT(told.doing, ElementsAre("the program waits in read() on its standard input (nothing "
                                      "has been sent that it has not read)"));
  EXPECT_THAT(told.symptoms, Contains("waiting_for_input"));
  EXPECT_THAT(told.symptoms, Not(Contains("held_back")));
}

TEST_P(Doing, IsNotToldWhenTheTimeWasNotUp) {
  EXPECT_THAT(failure("Fails.ByMismatch").doing, IsEmpty());
  const Failure late = failure("FailsDoing.LaterThanAnExpectedSilence");
  EXPECT_THAT(late.doing, IsEmpty());
  EXPECT_THAT(late.symptoms, IsEmpty());
}

TEST_P(Doing, BytesThatWereHeldBackAreFound) {
  const Failure told = failure("FailsDoing.HoldsBack");
  ASSERT_THAT(told.doing, SizeIs(2));
  EXPECT_EQ(told.doing[1],
            "when the grader then ended the input, 5 bytes came at once: they had been kept back "
            "inside the program");
  EXPECT_THAT(told.symptoms, Contains("held_back"));
  EXPECT_THAT(result("FailsDoing.HoldsBack").story,
              Contains(HasSubstr("grader closed it: to see what was held back")));
}

TEST_P(Doing, InputIsLeftAloneWhereNobodyWaitsForIt) {
  EXPECT_THAT(failure("FailsDoing.OnlyLate").symptoms, Not(Contains("held_back")));
  EXPECT_THAT(result("FailsDoing.OnlyLate").story, Not(Contains(HasSubstr("held back"))));
}

TEST_P(Doing, SpinningIsFound) {
  const Failure told = failure("FailsDoing.Spins");
  EXPECT_THAT(told.doing, ElementsAre(ContainsRegex("^the program keeps a processor busy: ")));
  EXPECT_THAT(told.symptoms, Contains("spinning"));
}

TEST_P(Doing, ClientsAreCalledAsInTheStory) {
  const Failure told = failure("FailsDoing.NeglectsAClient");
  EXPECT_THAT(told.doing,
              ElementsAre(ContainsRegex("^the program waits in accept\\(\\) on port [0-9]+, "
                                        "although client 2 is connected and has sent 4 bytes that "
                                        "nobody has read$")));
  EXPECT_THAT(told.symptoms, Contains("client_waits"));
}

TEST_P(Doing, ProgramsAreToldApart) {
  EXPECT_THAT(failure("FailsDoing.TwoPrograms").doing,
              ElementsAre(StartsWith("the program waits in read()"),
                          "thread 1 of 2 of the 2nd program waits for thread 2 to end (join)",
                          StartsWith("thread 2 of 2 of the 2nd program waits in read()")));
}

TEST_P(Doing, StreamsThatEndAreTold) {
  EXPECT_THAT(failure("FailsDoing.ClosesBeforeTheReply").symptoms, Contains("closed_before_reply"));
  EXPECT_THAT(failure("Fails.ByAReset").symptoms, Contains("reset"));
}

TEST_P(Doing, ChildrenThatWereLeftAreTold) {
  const Failure told = failure("FailsDoing.LeavesAChild");
  EXPECT_EQ(told.cause, Cause::closed_early);
  EXPECT_THAT(told.doing, ElementsAre(ContainsRegex("^process \"[a-z]+\", which the program has "
                                                    "started, still runs: it ")));
  EXPECT_THAT(told.symptoms, Contains("children_left"));
}

TEST_P(Doing, TakenAddressesAreFound) {
  EXPECT_THAT(failure("FailsDoing.FindsItsAddressInUse").symptoms, Contains("address_in_use"));
  EXPECT_THAT(failure("FailsDoing.SharesAPort").symptoms, Contains("two_listeners"));
}

INSTANTIATE_TEST_SUITE_P(Each, Doing, testing::ValuesIn(backends()),
                         [](const auto& chosen) { return std::string(word(chosen.param)); });

}  // namespace
}  // namespace pipette
