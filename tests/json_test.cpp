// Results as JSON: nothing is lost on the way there and back, and nothing else is taken for one.
#include "report/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sample_report.hpp"

namespace pipette {
namespace {

using nlohmann::json;

void expect_equal(const CheckResult& a, const CheckResult& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.verdict, b.verdict);
  EXPECT_EQ(a.requirement, b.requirement);
  EXPECT_EQ(a.why, b.why);
  EXPECT_EQ(a.hint.look, b.hint.look);
  EXPECT_EQ(a.hint.think, b.hint.think);
  EXPECT_EQ(a.hint.experiment, b.hint.experiment);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.story, b.story);
  EXPECT_EQ(a.duration, b.duration);
  EXPECT_EQ(a.survivors, b.survivors);
  EXPECT_EQ(a.words, b.words);
  ASSERT_EQ(a.failure.has_value(), b.failure.has_value());
  if (!a.failure) return;
  EXPECT_EQ(a.failure->cause, b.failure->cause);
  EXPECT_EQ(a.failure->expected, b.failure->expected);
  EXPECT_EQ(a.failure->got, b.failure->got);
  EXPECT_EQ(a.failure->waited, b.failure->waited);
  EXPECT_EQ(a.failure->stderr_tail, b.failure->stderr_tail);
  EXPECT_EQ(a.failure->place, b.failure->place);
}

void expect_equal(const LabResult& a, const LabResult& b) {
  EXPECT_EQ(a.number, b.number);
  EXPECT_EQ(a.slug, b.slug);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.program, b.program);
  ASSERT_EQ(a.build_failure.has_value(), b.build_failure.has_value());
  if (a.build_failure) {
    EXPECT_EQ(a.build_failure->command, b.build_failure->command);
    EXPECT_EQ(a.build_failure->output, b.build_failure->output);
  }
  ASSERT_EQ(a.checks.size(), b.checks.size());
  for (std::size_t i = 0; i < a.checks.size(); ++i) expect_equal(a.checks[i], b.checks[i]);
}

TEST(Json, GivesBackEveryLab) {
  for (const LabResult& lab : sample::report().labs) {
    const std::optional<LabResult> back = lab_from_json(to_json(lab));
    ASSERT_TRUE(back) << to_json(lab);
    expect_equal(*back, lab);
  }
}

TEST(Json, GivesBackEveryVerdictAndCause) {
  for (int verdict = 0; verdict < 4; ++verdict)
    for (int cause = 0; cause < 8; ++cause) {
      CheckResult check = sample::failed("A.B", 1, sample::failure(Cause(cause)));
      check.verdict = static_cast<Verdict>(verdict);
      const std::optional<CheckResult> back = check_from_json(to_json_line(check));
      ASSERT_TRUE(back);
      expect_equal(*back, check);
    }
}

TEST(Json, KeepsNanosecondsControlsAndLetters) {
  CheckResult check = sample::passed("A.B", 1);
  check.requirement = std::string("caf\xC3\xA9 \0 \x1b \x7f \n\t\"", 14);
  for (const std::int64_t nanoseconds : {1LL, 999'999'999LL, 2'000'000'000'000'001LL}) {
    check.duration = std::chrono::nanoseconds(nanoseconds);
    const std::optional<CheckResult> back = check_from_json(to_json_line(check));
    ASSERT_TRUE(back);
    expect_equal(*back, check);
  }
}

TEST(Json, IsPrintableAsciiAndShowsBrokenBytes) {
  LabResult lab = sample::echo_lab();
  lab.title = "\xFF \xC2\x9B \x7f";
  const std::string text = to_json(lab);
  for (const char c : text) ASSERT_TRUE((c >= 0x20 && c < 0x7F) || c == '\n');
  ASSERT_TRUE(lab_from_json(text));
  EXPECT_EQ(lab_from_json(text)->title, "\\xFF \xC2\x9B \x7f");
}

TEST(Json, KeepsTheFirstAndTheLastOfALongOutput) {
  LabResult lab = sample::unbuilt_lab();
  lab.build_failure->output = "first\n" + std::string(1 << 20, 'x') + "\nlast\n";
  const std::string kept = to_json(lab);
  EXPECT_LT(kept.size(), 70'000U);
  EXPECT_THAT(kept, testing::AllOf(testing::HasSubstr("first"), testing::HasSubstr("last"),
                                   testing::HasSubstr("bytes left out")));
  EXPECT_EQ(to_json(lab_from_json(kept).value()), kept);
}

TEST(Json, LineHoldsNoLineFeed) {
  CheckResult check = sample::passed("A.B", 1);
  check.story = {"a\nb", "\r\n"};
  EXPECT_EQ(to_json_line(check).find('\n'), std::string::npos);
}

TEST(Json, DocumentHasItsKeysInOrder) {
  const auto document = nlohmann::ordered_json::parse(to_json(sample::report()));
  const auto keys = [](const nlohmann::ordered_json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items()) out.push_back(key);
    return out;
  };
  EXPECT_THAT(keys(document), testing::ElementsAre("pipette", "began", "seed", "options", "slack",
                                                   "score", "labs"));
  EXPECT_THAT(keys(document["labs"][2]),
              testing::ElementsAre("number", "slug", "title", "program", "score", "build_failure",
                                   "checks", "likely"));
  EXPECT_THAT(keys(document["labs"][0]["checks"][1]),
              testing::ElementsAre("name", "title", "points", "verdict", "requirement", "why",
                                   "hint", "failure", "story", "events", "dropped_events",
                                   "duration_ms", "survivors"));
  EXPECT_EQ(document["score"]["points"], 10);
  EXPECT_EQ(document["score"]["maximum"], 270);
  EXPECT_EQ(document["labs"][0]["checks"][6]["verdict"], "not_run");
  EXPECT_EQ(document["labs"][0]["checks"][2]["failure"]["cause"], "timed_out");
}

TEST(Json, OtherTextsAreNoLab) {
  for (const char* text :
       {"", "null", "[]", "{}", R"({"number":11})", "\xFF", R"({"number":1e999})"})
    EXPECT_FALSE(lab_from_json(text)) << text;
  const std::string whole = to_json(sample::unbuilt_lab());
  for (std::size_t length = 0; length + 2 < whole.size(); ++length)
    ASSERT_FALSE(lab_from_json(whole.substr(0, length))) << length;
}

TEST(Json, EveryMissingOrMistypedFieldIsRefused) {
  const json whole = json::parse(to_json(sample::unbuilt_lab()));
  const auto refused = [](const json& lab) { return !lab_from_json(lab.dump()); };
  ASSERT_FALSE(refused(whole));
  for (const char* key : {"number", "slug", "title", "program", "checks"}) {
    json lab = whole;
    lab.erase(key);
    EXPECT_TRUE(refused(lab)) << key;
  }
  for (const char* key : {"name", "points", "verdict", "requirement", "why", "hint", "failure",
                          "story", "duration_ms", "survivors", "words"})
    for (const json& wrong :
         {json(nullptr), json(true), json({{"a", 1}}), json({1}), json(1e300)}) {
      json lab = whole;
      lab["checks"][0][key] = wrong;
      EXPECT_TRUE(refused(lab)) << key << wrong;
    }
}

TEST(Json, NumbersThatDoNotFitAreRefused) {
  const json whole = json::parse(to_json(sample::unbuilt_lab()));
  for (const json& wrong :
       {json(2147483648LL), json(-2147483649LL), json(18446744073709551611ULL), json(1.5)}) {
    json lab = whole;
    lab["number"] = wrong;
    EXPECT_FALSE(lab_from_json(lab.dump())) << wrong;
  }
}

}  // namespace
}  // namespace pipette
