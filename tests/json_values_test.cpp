// JSON texts are read strictly: RFC 8259, valid UTF-8, nothing before and nothing behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/json.hpp"

namespace pipette {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// "more", "wrong at 3: why" or the value.
std::string result(std::string_view bytes) {
  // A copy of just the right size, so that a sanitizer sees every byte read too far.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  const auto parsed = parse_json({exact.data(), exact.size()});
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  if (const auto* complete = std::get_if<Complete<Json>>(&parsed)) {
    EXPECT_EQ(complete->length, bytes.size());
    return complete->value.dump();
  }
  return "more";
}

std::string wrong(std::size_t offset) { return "wrong at " + std::to_string(offset) + ": "; }

TEST(JsonValues, AreRead) {
  for (const std::string text : {"null", "true", "false", "0", "-1", "1.5", "\"\"", "[]", "{}",
                                 R"({"a":[1,{"b":"c"}],"d":null})"})
    EXPECT_EQ(result(text), text);
  EXPECT_EQ(result(" \t\r\n[ 1 , 2 ] \n"), "[1,2]");
  EXPECT_EQ(result("{ \"a\" : 1 , \"b\" : { } }"), R"({"a":1,"b":{}})");
}

TEST(JsonValues, BeginningsAreIncomplete) {
  for (const std::string text :
       {R"( {"a":[1,-2.5e+3,true,{"b":"\u00e9\ud83d\ude00\n"}],"c":null,"d":false})",
        "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]", "true", "\"x\"", "[[],[]]"}) {
    for (std::size_t length = 0; length < text.size(); ++length)
      EXPECT_EQ(result(std::string_view(text).substr(0, length)), "more") << length << " " << text;
    EXPECT_THAT(result(text), testing::Not(StartsWith("wrong"))) << text;
  }
}

TEST(JsonValues, ANumberIsCompleteAtEveryDigit) {
  EXPECT_EQ(result("1"), "1");
  EXPECT_EQ(result("12"), "12");
  for (const char* part : {"-", "1.", "1e", "1e+", "[1", "-0."}) EXPECT_EQ(result(part), "more");
}

TEST(JsonValues, Numbers) {
  EXPECT_EQ(result("18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(result("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(result("1E2"), "100.0");
  EXPECT_EQ(result("1e-999"), "0.0");
  EXPECT_THAT(result("01"), StartsWith(wrong(1) + "a number does not begin with 0"));
  EXPECT_THAT(result("-01"), StartsWith(wrong(2)));
  EXPECT_THAT(result("+1"), StartsWith(wrong(0)));
  EXPECT_THAT(result(".5"), StartsWith(wrong(0)));
  EXPECT_THAT(result("[1.]"), StartsWith(wrong(3) + "a digit must come here"));
  EXPECT_THAT(result("-x"), StartsWith(wrong(1)));
  EXPECT_THAT(result("1ex"), StartsWith(wrong(2)));
  EXPECT_THAT(result("NaN"), StartsWith(wrong(0)));
}

// A number that is too large may still become smaller by an exponent.
TEST(JsonValues, NumbersThatAreTooLarge) {
  const std::string digits(400, '9');
  EXPECT_THAT(result("1e999"), StartsWith(wrong(0) + "the number is too large"));
  EXPECT_THAT(result("[1e999]"), StartsWith(wrong(1)));
  EXPECT_EQ(result(digits), "more");
  EXPECT_EQ(result(digits + "e-39"), "more");
  EXPECT_EQ(result(digits + "e-399"), "10.0");
  EXPECT_THAT(result(digits + " "), StartsWith(wrong(0) + "the number is too large"));
}

TEST(JsonValues, Strings) {
  EXPECT_EQ(result(R"("\"\\\/\b\f\n\r\t")"), R"("\"\\/\b\f\n\r\t")");
  EXPECT_EQ(result(R"("\u00E9\ud83d\ude00")"), "\"\xc3\xa9\xf0\x9f\x98\x80\"");
  EXPECT_EQ(result(R"("\u0000")"), R"("\u0000")");
  EXPECT_EQ(result("\"\x7f\""), "\"\x7f\"");
  EXPECT_THAT(result("\"a\nb\""), HasSubstr(wrong(2) + "inside a string the byte \"\\n\" must be"));
  EXPECT_THAT(result(R"("\x")"), StartsWith(wrong(2) + "there is no escape"));
  EXPECT_THAT(result(R"("\u12g4")"), StartsWith(wrong(5) + "after \\u come four"));
  EXPECT_THAT(result("'a'"), StartsWith(wrong(0) + "JSON strings stand between double quotes"));
}

TEST(JsonValues, HalfACharacterIsWrong) {
  EXPECT_THAT(result(R"("\ude00")"), StartsWith(wrong(1)));
  EXPECT_THAT(result(R"("\ud83d")"), StartsWith(wrong(7)));
  EXPECT_THAT(result(R"("\ud83dx")"), StartsWith(wrong(7)));
  EXPECT_THAT(result(R"("\ud83d\n")"), StartsWith(wrong(8)));
  EXPECT_THAT(result(R"("\ud83d\ud83d")"), StartsWith(wrong(7)));
}

TEST(JsonValues, StringsAreUtf8) {
  for (const char* broken :
       {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3x", "\x80"})
    EXPECT_THAT(result("\"" + std::string(broken) + "\""),
                StartsWith(wrong(1) + "the string is not UTF-8"));
  EXPECT_EQ(result("\"\xf0\x9f\x98"), "more");
}

TEST(JsonValues, CommonMistakes) {
  EXPECT_THAT(result("[1,]"), StartsWith(wrong(3) + "after the last comma another value must"));
  EXPECT_THAT(result("{\"a\":1,}"), StartsWith(wrong(7) + "after the last comma another key must"));
  EXPECT_THAT(result("{a:1}"), StartsWith(wrong(1) + "a key stands between double quotes"));
  EXPECT_THAT(result("{1:1}"), StartsWith(wrong(1)));
  EXPECT_THAT(result("{\"a\" 1}"), StartsWith(wrong(5) + "after a key comes a colon"));
  EXPECT_THAT(result("{\"a\":}"), StartsWith(wrong(5)));
  EXPECT_THAT(result("[1 2]"), StartsWith(wrong(3) + "after a value comes a comma or ]"));
  EXPECT_THAT(result("{\"a\":1]"), StartsWith(wrong(6) + "after a value comes a comma or }"));
  EXPECT_THAT(result("[,1]"), StartsWith(wrong(1)));
  EXPECT_THAT(result("]"), StartsWith(wrong(0)));
  EXPECT_THAT(result("True"), StartsWith(wrong(0)));
  EXPECT_THAT(result("trve"), StartsWith(wrong(2) + "the only bare words are"));
  EXPECT_THAT(result("// hi"), StartsWith(wrong(0)));
}

TEST(JsonValues, NothingStandsAround) {
  using namespace std::string_view_literals;
  EXPECT_THAT(result("1 2"), StartsWith(wrong(2) + "after the JSON value comes something else"));
  EXPECT_THAT(result("{}{}"), StartsWith(wrong(2)));
  EXPECT_THAT(result("1\0"sv), StartsWith(wrong(1)));
  EXPECT_THAT(result("\0"sv), StartsWith(wrong(0)));
  EXPECT_THAT(result("\xef\xbb\xbf{}"), StartsWith(wrong(0)));
  EXPECT_THAT(result("\f{}"), StartsWith(wrong(0)));
  EXPECT_EQ(result(""), "more");
  EXPECT_EQ(result(" \n"), "more");
}

TEST(JsonValues, DepthHasALimit) {
  const std::string deep = std::string(kDeepestJson, '[') + std::string(kDeepestJson, ']');
  EXPECT_EQ(result(deep), deep);
  EXPECT_THAT(result("[" + deep + "]"), StartsWith(wrong(100) + "arrays and objects are nested"));
  EXPECT_THAT(result(std::string(std::size_t{1} << 20U, '[')), StartsWith(wrong(100)));
  std::string objects;
  for (std::size_t i = 0; i <= kDeepestJson; ++i) objects += "{\"a\":";
  EXPECT_THAT(result(objects), StartsWith(wrong(500)));
}

TEST(JsonValues, WhatIsWrongStaysWrong) {
  for (const std::string text : {"[1,]", "01 ", "{\"a\":tru}", "\"\\ud83d\\u0020\"", "[1e999]"}) {
    std::string before = "more";
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const std::string now = result(std::string_view(text).substr(0, length));
      EXPECT_TRUE(!before.starts_with("wrong") || before == now) << length << " bytes of " << text;
      before = now;
    }
    EXPECT_THAT(before, StartsWith("wrong"));
  }
}

}  // namespace
}  // namespace pipette
