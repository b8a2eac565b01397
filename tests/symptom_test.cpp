#include "core/symptom.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pipette {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;
using testing::IsEmpty;
using enum Symptom;

TEST(Symptoms, TellWhatADifferenceLooksLike) {
  EXPECT_THAT(symptoms("a\n", ""), ElementsAre(nothing_came));
  EXPECT_THAT(symptoms("a\n", "a"), ElementsAre(missing_line_feed));
  EXPECT_THAT(symptoms("a\nb\n", "a\nb"), ElementsAre(missing_line_feed));
  EXPECT_THAT(symptoms("a\n", "a\n\n"), ElementsAre(extra_line_feed));
  EXPECT_THAT(symptoms("a\0b\n"s, "a\n"), ElementsAre(cut_at_zero_byte));
  EXPECT_THAT(symptoms("a\nb\n", "a\r\nb\r\n"), ElementsAre(carriage_return));
  EXPECT_THAT(symptoms("a\r\nb\r\n", "a\nb\n"), ElementsAre(carriage_return));
  EXPECT_THAT(symptoms("a b\n", "a  b\n"), ElementsAre(only_blanks_differ));
  EXPECT_THAT(symptoms("Content", "content"), ElementsAre(only_case_differs));
  EXPECT_THAT(symptoms("a\n", "a\nb\n"), ElementsAre(more_came));
  EXPECT_THAT(symptoms("abc\n", "ab"), ElementsAre(end_missing));
}

TEST(Symptoms, ThereMayBeMoreThanOne) {
  EXPECT_THAT(symptoms("a\0b"s, "a"), ElementsAre(cut_at_zero_byte, end_missing));
}

TEST(Symptoms, NothingIsSaidWhenNothingIsKnown) {
  EXPECT_THAT(symptoms("abc", "xyz"), IsEmpty());
  EXPECT_THAT(symptoms("abc", "abc"), IsEmpty());
}

TEST(Symptoms, EachHasAWordThatNamesIt) {
  for (int i = 0; i <= static_cast<int>(did_not_end); ++i) {
    const auto symptom = static_cast<Symptom>(i);
    ASSERT_FALSE(word(symptom).empty()) << i;
    EXPECT_EQ(symptom_of(word(symptom)), symptom);
  }
  EXPECT_EQ(symptom_of("unknown"), std::nullopt);
}

TEST(Symptoms, AreFoundInTheTextThatNamesThem) {
  const std::string text = "\"a\"\n^ first difference\n" + std::string(sentence(end_missing));
  EXPECT_THAT(symptoms_named_in(text), ElementsAre(end_missing));
  EXPECT_THAT(symptoms_named_in("all is well"), IsEmpty());
}

}  // namespace
}  // namespace pipette
