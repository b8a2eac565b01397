// The place where two texts part is found, shown and pointed at, whatever they hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "core/bytes.hpp"

namespace pipette {
namespace {

using namespace std::string_literals;
using testing::AllOf;
using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::string random_bytes(std::mt19937& random, std::size_t length) {
  std::string bytes;
  while (bytes.size() < length) bytes += static_cast<char>(random());
  return bytes;
}

// One byte as visible() shows it, without the quotes.
std::string shown(char byte) {
  const std::string quoted = visible({&byte, 1});
  return quoted.substr(1, quoted.size() - 2);
}

TEST(FirstDifference, IsFoundWhereverItIs) {
  EXPECT_EQ(first_difference("abc", "abc"), std::string_view::npos);
  EXPECT_EQ(first_difference("", ""), std::string_view::npos);
  EXPECT_EQ(first_difference("abc", "xbc"), 0U);
  EXPECT_EQ(first_difference("abc", "abx"), 2U);
  EXPECT_EQ(first_difference("abc", "ab"), 2U);
  EXPECT_EQ(first_difference("", "x"), 0U);
}

const std::string kHidden = "\\x23";  // a '#' that would begin a command of a CI runner
constexpr std::size_t kWidest = 78;   // of a drawing's first two lines

struct Drawing {
  std::string expected;
  std::string got;
  std::string caret;
};

Drawing drawn(std::string_view expected, std::string_view got) {
  std::istringstream lines(difference(expected, got));
  Drawing drawing;
  std::getline(lines, drawing.expected);
  std::getline(lines, drawing.got);
  std::getline(lines, drawing.caret);
  std::string rest;
  EXPECT_FALSE(std::getline(lines, rest)) << rest;
  return drawing;
}

// What a drawing shows at the caret: the differing byte, or the closing quote behind the end.
void expect_caret_under(std::size_t at, const std::string& expected, const std::string& got) {
  const Drawing drawing = drawn(expected, got);
  const std::size_t column = drawing.caret.find('^');
  ASSERT_LT(column, drawing.expected.size());
  ASSERT_LT(column, drawing.got.size());
  const auto wanted = [at](const std::string& text) {
    const std::string byte = at < text.size() ? shown(text[at]) : std::string("\"");
    return AnyOf(StartsWith(byte), StartsWith(byte == "#" ? kHidden : byte));
  };
  EXPECT_THAT(drawing.expected.substr(column), wanted(expected));
  EXPECT_THAT(drawing.got.substr(column), wanted(got));
  EXPECT_THAT(drawing.caret, HasSubstr("first difference at byte " + std::to_string(at) + " "));
}

TEST(Difference, OfEqualTextsIsEmpty) { EXPECT_THAT(difference("same", "same"), IsEmpty()); }

TEST(Difference, IsDrawnInThreeLines) {
  EXPECT_EQ(difference("hello\n", "help\n"),
            "expected  \"hello\\n\"\n"
            "     got  \"help\\n\"\n"
            "              ^ first difference at byte 3 (expected 6 bytes, got 5)");
}

TEST(Difference, PointsAtTheFirstByte) {
  expect_caret_under(0, "abc", "xbc");
  expect_caret_under(0, "", "\n");
}

TEST(Difference, PointsAtTheMiddleOfAMebibyte) {
  const std::string expected(std::size_t{1} << 20U, 'a');
  std::string got = expected;
  got[1 << 19] = '\n';
  expect_caret_under(1 << 19, expected, got);
  const Drawing drawing = drawn(expected, got);
  EXPECT_THAT(drawing.expected, StartsWith("expected  ...\"aaa"));
  EXPECT_THAT(drawing.expected, EndsWith("aaa\"..."));
  EXPECT_LE(drawing.expected.size(), kWidest);
  EXPECT_LE(drawing.got.size(), kWidest);
  EXPECT_THAT(drawing.caret, HasSubstr("got 1048576; shown from byte 524264)"));
}

TEST(Difference, PointsBehindTheEnd) {
  const std::string longer(1 << 20, 'a');
  const std::string shorter = longer.substr(1);
  expect_caret_under(shorter.size(), longer, shorter);
  expect_caret_under(shorter.size(), shorter, longer);
  EXPECT_THAT(drawn(shorter, longer).expected, EndsWith("a\"")) << "nothing is cut at the end";
}

// Of few different bytes, so that texts have much in common; of all, commands among them.
std::string random_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::string> kPieces = {
      "a", "\n", "\0"s, "\r", " ", "#", "##[", "##vso[", "\"", "\\", "\u00E9", "\u00A0", "\xFF"};
  std::string text;
  while (text.size() < length) text += kPieces[random() % kPieces.size()];
  return text;
}

// A '#' that is hidden takes three columns more.
std::string without_hidden(std::string line) {
  for (std::size_t at = 0; (at = line.find(kHidden)) != std::string::npos;)
    line.replace(at, kHidden.size(), "#");
  return line;
}

// Both windows fit, hold the first differing byte at the same column, and hide every command.
void expect_a_good_drawing(const std::string& expected, const std::string& got) {
  const std::size_t at = first_difference(expected, got);
  if (at == std::string_view::npos) return;
  expect_caret_under(at, expected, got);
  const Drawing drawing = drawn(expected, got);
  const std::size_t column = drawing.caret.find('^');
  EXPECT_EQ(drawing.expected.substr(10, column - 10), drawing.got.substr(10, column - 10));
  for (const std::string& line : {drawing.expected, drawing.got}) {
    EXPECT_LE(without_hidden(line).size(), kWidest) << line;
    EXPECT_EQ(printable(line), line);
    EXPECT_LT(column, line.size());
  }
}

TEST(Difference, PointsAtTheRightByteInAnyText) {
  std::mt19937 random(2);
  for (int round = 0; round < 1000 && !HasFailure(); ++round) {
    const std::size_t length = random() % 200;
    const bool few = random() % 2 == 0;
    const std::string expected = few ? random_text(random, length) : random_bytes(random, length);
    std::string got = expected;
    const std::size_t at = random() % (expected.size() + 1);
    switch (random() % 4) {
      case 0: got.resize(at); break;
      case 1: got.insert(at, random_text(random, 1)); break;
      case 2: got.replace(at, std::string::npos, random_text(random, 20)); break;
      default: got = random_text(random, random() % 50); break;
    }
    expect_a_good_drawing(expected, got);
    expect_a_good_drawing(got, expected);
  }
}

TEST(Difference, IsShownWhereOneSideIsEmptyOrEndsThere) {
  expect_a_good_drawing("", std::string(300, '\0'));
  expect_a_good_drawing(std::string(300, '\0'), "");
  expect_a_good_drawing(std::string(300, '\0'), std::string(299, '\0'));
  expect_a_good_drawing(std::string(300, '\0') + "a", std::string(300, '\0') + "b");
}

TEST(Difference, HidesACommandThatOnlyOneSideHolds) {
  const Drawing drawing = drawn("a##[x", "a##x");
  EXPECT_EQ(drawing.expected, R"(expected  "a\x23#[x")");
  EXPECT_EQ(drawing.got, R"(     got  "a\x23#x")");
  EXPECT_THAT(drawing.caret, StartsWith(std::string(17, ' ') + "^ first difference at byte 3 "));
}

TEST(Difference, NamesWhatCannotBeToldByLooking) {
  const auto remark = [](const std::string& expected, const std::string& got) {
    const std::string caret = drawn(expected, got).caret;
    return caret.substr(caret.find(')') + 1);
  };
  EXPECT_EQ(remark("a b", "a\u00A0b"), ": expected \" \", got a no-break space (U+00A0)");
  EXPECT_EQ(remark("a", "\uFEFFa"), ": expected \"a\", got a byte order mark (U+FEFF)");
  EXPECT_EQ(remark("a\tb", "a b"), ": expected a tab, got \" \"");
  EXPECT_EQ(remark("it's", "it\u2019s"), ": expected \"'\", got a curly quote (U+2019)");
  EXPECT_EQ(remark("\u2013", "\u2014"), ": expected an en dash (U+2013), got an em dash (U+2014)")
      << "they differ in their last byte only";
  EXPECT_EQ(remark("a\0"s, "a"), ": expected a zero byte, got the end");
  EXPECT_EQ(remark("abc", "abd"), "");
  EXPECT_EQ(remark("a\n", "a"), "");
}

TEST(Windows, AreForOneLineEach) {
  const std::string text(500, 'a');
  const Windows windows = around_difference(text + "b" + text, text + "c" + text);
  EXPECT_EQ(windows.at, 500U);
  EXPECT_THAT(windows.expected, AllOf(StartsWith("...\"aaa"), HasSubstr("aba"), EndsWith("\"...")));
  EXPECT_THAT(windows.got, AllOf(StartsWith("...\"aaa"), HasSubstr("aca"), EndsWith("\"...")));
  EXPECT_EQ(windows.got[windows.column], 'c');
  EXPECT_EQ(around_difference("a", "a").at, std::string_view::npos);
}

}  // namespace
}  // namespace pipette
