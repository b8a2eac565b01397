// What a run is worth, and the sentences that the names of checks spell.
#include "core/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipette {
namespace {

CheckResult check(std::string name, int points, Verdict verdict) {
  return {.name = std::move(name), .points = points, .verdict = verdict};
}

LabResult lab(std::vector<CheckResult> checks) {
  return {.number = 11, .slug = "echo-stdin", .title = "Echo", .checks = std::move(checks)};
}

Report report(std::vector<LabResult> labs) { return {.version = "1", .labs = std::move(labs)}; }

const LabResult kMixed =
    lab({check("A.Passes", 10, Verdict::passed), check("A.Fails", 20, Verdict::failed),
         check("A.IsBroken", 40, Verdict::broken), check("A.IsNotRun", 80, Verdict::not_run),
         check("A.FailsToo", 5, Verdict::failed)});

TEST(Score, CountsOnlyWhatWasJudged) {
  EXPECT_EQ(score(kMixed), (Score{10, 35}));
  EXPECT_EQ(score(lab({})), (Score{0, 0}));
}

TEST(Score, OfAReportIsTheSumOfItsLabs) {
  EXPECT_EQ(score(report({kMixed, lab({check("B.Passes", 7, Verdict::passed)})})), (Score{17, 42}));
}

TEST(FirstFailed, IsTheFirstInTheOrderOfTheRubric) {
  ASSERT_NE(first_failed(kMixed), nullptr);
  EXPECT_EQ(first_failed(kMixed)->name, "A.Fails");
}

TEST(FirstFailed, IsNothingWhereNothingFailed) {
  EXPECT_EQ(first_failed(lab({check("A.B", 1, Verdict::passed), check("A.C", 1, Verdict::broken),
                              check("A.D", 1, Verdict::not_run)})),
            nullptr);
}

TEST(ExitCode, IsZeroWhenNothingFailed) {
  EXPECT_EQ(exit_code(report({})), 0);
  EXPECT_EQ(exit_code(report(
                {lab({check("A.B", 1, Verdict::passed), check("A.C", 1, Verdict::not_run)})})),
            0);
}

TEST(ExitCode, IsOneWhenACheckFailed) {
  EXPECT_EQ(exit_code(report({lab({check("A.B", 1, Verdict::failed)}),
                              lab({check("A.C", 1, Verdict::passed)})})),
            1);
}

TEST(ExitCode, IsTwoWhenACheckIsBroken) {
  EXPECT_EQ(exit_code(report({lab({check("A.B", 1, Verdict::failed)}),
                              lab({check("A.C", 1, Verdict::broken)})})),
            2);
}

TEST(Words, ExistForEveryVerdictAndCause) {
  EXPECT_EQ(word(Verdict::passed), "passed");
  EXPECT_EQ(word(Verdict::failed), "failed");
  EXPECT_EQ(word(Verdict::broken), "broken");
  EXPECT_EQ(word(Verdict::not_run), "not run");
  EXPECT_EQ(word(Cause::mismatch), "mismatch");
  EXPECT_EQ(word(Cause::timed_out), "timed out");
  EXPECT_EQ(word(Cause::closed_early), "closed early");
  EXPECT_EQ(word(Cause::crashed), "crashed");
  EXPECT_EQ(word(Cause::flooded), "flooded");
  EXPECT_EQ(word(Cause::used_too_much), "used too much");
  EXPECT_EQ(word(Cause::did_not_start), "did not start");
  EXPECT_EQ(word(Cause::did_not_listen), "did not listen");
  EXPECT_EQ(word(Cause::did_not_build), "did not build");
}

TEST(Folder, IsNumberAndSlug) { EXPECT_EQ(folder(lab({})), "11-echo-stdin"); }

TEST(Sentence, IsWhatTheNameSpells) {
  EXPECT_EQ(sentence("TcpServer.AnswersALineReversed"), "Answers a line reversed");
  EXPECT_EQ(sentence("KeepsEmptyLines"), "Keeps empty lines");
  EXPECT_EQ(sentence("Suite.X"), "X");
  EXPECT_EQ(sentence(""), "");
}

TEST(Sentence, KeepsAcronymsInCapitals) {
  EXPECT_EQ(sentence("Http.ParsesHTTPRequests"), "Parses HTTP requests");
  EXPECT_EQ(sentence("Http.SpeaksHTTP"), "Speaks HTTP");
  EXPECT_EQ(sentence("Http.HTTPWorks"), "HTTP works");
}

TEST(Sentence, SetsNumbersApart) {
  EXPECT_EQ(sentence("Http.Answers404ForMissingFiles"), "Answers 404 for missing files");
  EXPECT_EQ(sentence("Http.Keeps100Connections"), "Keeps 100 connections");
  EXPECT_EQ(sentence("Http.SpeaksHTTP2"), "Speaks HTTP 2");
  EXPECT_EQ(sentence("Exits.EndsWith0"), "Ends with 0");
}

}  // namespace
}  // namespace pipette
