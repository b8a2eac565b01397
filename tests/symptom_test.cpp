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

TEST(Symptoms, TellNearMisses) {
  EXPECT_THAT(symptoms("ab\ncd\n", "ab\n\0cd\n\0"s), ElementsAre(zero_bytes));
  EXPECT_THAT(symptoms("olleh\n", "hello\n"), ElementsAre(reversed));
  EXPECT_THAT(symptoms("a\n", "a\na\n"), ElementsAre(came_twice, more_came));
  EXPECT_THAT(symptoms("a\nb\nc\n", "b\na\nc\n"), ElementsAre(other_order));
  EXPECT_THAT(symptoms("a b", "a\u00A0b"), ElementsAre(look_alikes));
  EXPECT_THAT(symptoms("a\n", "\uFEFFa\n"), ElementsAre(look_alikes));
  EXPECT_THAT(symptoms("x=\"1\"", "x=\u201C1\u201D"), ElementsAre(look_alikes));
  EXPECT_THAT(symptoms("it took 1.5 s", "it took 1,5 s"), ElementsAre(comma_for_point));
  EXPECT_THAT(symptoms("notes: 10\n", "notes: 9\n"), ElementsAre(one_off));
  EXPECT_THAT(symptoms("notes: 9\n", "notes: 10\n"), ElementsAre(one_off));
  EXPECT_THAT(symptoms("hello\n", "helllo\n"), ElementsAre(one_byte_more));
  EXPECT_THAT(symptoms("hello\n", "hell\n"), ElementsAre(one_byte_less));
}

TEST(Symptoms, NearMissesAreNotSeenEverywhere) {
  EXPECT_THAT(symptoms("12\n", "21\n"), ElementsAre(reversed));
  EXPECT_THAT(symptoms("12\n", "14\n"), IsEmpty());
  EXPECT_THAT(symptoms("99999999999\n", "99999999998\n"), IsEmpty()) << "no count, but a key";
  EXPECT_THAT(symptoms("1 a\n", "2 b\n"), IsEmpty());
  EXPECT_THAT(symptoms("a\nb\n", "a\nc\n"), IsEmpty());
  EXPECT_THAT(symptoms("aab\n", "abb\n"), IsEmpty());
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
