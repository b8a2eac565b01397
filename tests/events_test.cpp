// Whatever the check binary writes or fails to write, each rubric entry gets one honest result.
#include "report/events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_report.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::vector<RubricEntry> kRubric = {{"A.One", 10}, {"A.Two", 20}, {"A.Three", 30}};

std::string passed(const char* name) { return check_ended_line(sample::passed(name, 1)); }

std::string failed(const char* name) {
  return check_ended_line(sample::failed(name, 1, sample::failure(Cause::mismatch, "", "other")));
}

std::string skipped(const char* name) {
  return check_ended_line(sample::unjudged(name, 1, Verdict::not_run, "no IPv6"));
}

CheckResult folded_one(const std::vector<std::string>& lines) {
  return fold(lines, {{"A.One", 10}}, "signal 9").at(0);
}

TEST(Events, LinesEndInTheirOnlyLineFeed) {
  CheckResult check =
      sample::failed("A\nB", 1, sample::failure(Cause::mismatch, "", "a\nb\r\n\xFF"));
  check.story = {"x\ny"};
  for (const std::string& line : {check_started_line("A\nB\xFF"), check_ended_line(check)})
    EXPECT_EQ(line.find('\n'), line.size() - 1);
}

TEST(Fold, KeepsTheRubricsOrderAndPoints) {
  const std::vector<CheckResult> results =
      fold({check_started_line("A.Three"), passed("A.Three"), check_started_line("A.One"),
            failed("A.One"), skipped("A.Two")},
           kRubric, "exit code 0");
  ASSERT_EQ(results.size(), 3U);
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(results[i].name, kRubric[i].name);
    EXPECT_EQ(results[i].points, kRubric[i].points);
  }
  EXPECT_EQ(results[0].verdict, Verdict::failed);
  EXPECT_EQ(results[0].failure.value().got, "other");
  EXPECT_EQ(results[1].verdict, Verdict::not_run);
  EXPECT_EQ(results[1].reason, "no IPv6");
  EXPECT_EQ(results[2].verdict, Verdict::passed);
  EXPECT_EQ(results[2].story.size(), 3U);
}

TEST(Fold, StartedButNeverEndedIsBroken) {
  const CheckResult result = folded_one({check_started_line("A.One")});
  EXPECT_EQ(result.verdict, Verdict::broken);
  EXPECT_EQ(result.points, 10);
  EXPECT_EQ(result.reason, "the check stopped in the middle: signal 9");
}

TEST(Fold, NeverStartedIsBroken) {
  const CheckResult result = folded_one({});
  EXPECT_EQ(result.verdict, Verdict::broken);
  EXPECT_EQ(result.reason, "the check never ran: signal 9");
}

TEST(Fold, UnknownNamesAreIgnored) {
  const std::vector<CheckResult> results =
      fold({passed("A.Other"), passed("A.One")}, {{"A.One", 10}}, "exit code 0");
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0].verdict, Verdict::passed);
}

TEST(Fold, OfRepetitionsTheFirstThatDidNotPassCounts) {
  EXPECT_EQ(
      folded_one({passed("A.One"), failed("A.One"), skipped("A.One"), passed("A.One")}).verdict,
      Verdict::failed);
  EXPECT_EQ(folded_one({passed("A.One"), skipped("A.One"), failed("A.One")}).verdict,
            Verdict::not_run);
}

TEST(Fold, OfRepetitionsThatAllPassedTheLastCounts) {
  CheckResult last = sample::passed("A.One", 1);
  last.why = "last";
  EXPECT_EQ(folded_one({passed("A.One"), check_ended_line(last)}).why, "last");
}

TEST(Fold, ARepetitionThatNeverEndedIsNotPassed) {
  const std::string start = check_started_line("A.One");
  EXPECT_EQ(folded_one({start, passed("A.One"), start}).verdict, Verdict::broken);
  EXPECT_EQ(folded_one({start, failed("A.One"), start}).verdict, Verdict::failed);
  EXPECT_EQ(folded_one({start, passed("A.One"), start, passed("A.One")}).verdict, Verdict::passed);
}

TEST(Fold, MalformedLinesBreakWhatHasNoResult) {
  const std::string cut = passed("A.Two").substr(0, 30);
  const std::vector<CheckResult> results =
      fold({passed("A.One"), check_started_line("A.Two"), cut}, kRubric, "signal 9");
  EXPECT_EQ(results[0].verdict, Verdict::passed);
  for (const std::size_t i : {1U, 2U}) {
    EXPECT_EQ(results[i].verdict, Verdict::broken);
    EXPECT_THAT(results[i].reason,
                AllOf(HasSubstr("line 3"), HasSubstr(visible(cut)), HasSubstr("signal 9")));
  }
}

TEST(Fold, EveryKindOfMalformedLineIsNoticed) {
  for (const char* line : {"x", "[]", "{}", "null", R"({"event":"started"})", R"({"event":1})",
                           R"({"event":"ended","name":"A.One"})", R"({"event":"started","name":7})",
                           R"({"event":"other","name":"A.One"})", "\xFF", "\x1b[2J"}) {
    const CheckResult result = folded_one({line});
    EXPECT_EQ(result.verdict, Verdict::broken) << line;
    EXPECT_THAT(result.reason, HasSubstr("a result cannot be read: line 1, \"")) << line;
    EXPECT_EQ(printable(result.reason), result.reason);
  }
}

TEST(Fold, AnEmptyLineIsNoFault) {
  EXPECT_EQ(folded_one({"", passed("A.One"), ""}).verdict, Verdict::passed);
  EXPECT_EQ(folded_one({""}).reason, "the check never ran: signal 9");
}

TEST(Fold, RandomLinesNeverThrowAndNeverPass) {
  sample::Bytes bytes(4);
  for (int i = 0; i < 2000; ++i) {
    std::string line = passed("A.One");
    for (std::size_t changes = 1 + bytes.below(5); changes > 0; --changes)
      line[bytes.below(40)] = static_cast<char>(bytes.below(256));
    for (const std::string& text : {bytes.next(), line.substr(0, bytes.below(line.size() - 2))}) {
      const std::vector<CheckResult> results = fold({text}, kRubric, bytes.next());
      ASSERT_EQ(results.size(), 3U);
      for (const CheckResult& result : results) ASSERT_EQ(result.verdict, Verdict::broken) << text;
    }
  }
}

}  // namespace
}  // namespace pipette
