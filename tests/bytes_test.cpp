// Whatever a program wrote can be shown: nothing harmful gets through.
#include "core/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace pipette {
namespace {

using namespace std::string_literals;
using testing::SizeIs;
using testing::StartsWith;

std::string random_bytes(std::mt19937& random, std::size_t length) {
  std::string bytes;
  while (bytes.size() < length) bytes += static_cast<char>(random());
  return bytes;
}

TEST(Visible, EscapesWhatCannotBeSeen) {
  EXPECT_EQ(visible("\n\r\t\"\\"), R"("\n\r\t\"\\")");
  EXPECT_EQ(visible("\0\x1B\x7F\x80\xFF"s), R"("\x00\x1B\x7F\x80\xFF")");
  EXPECT_EQ(visible("plain text ~"), R"("plain text ~")");
  EXPECT_EQ(visible(""), R"("")");
}

TEST(Visible, ShowsEveryByteInPrintableAscii) {
  for (int byte = 0; byte < 256; ++byte)
    for (const char c : visible(std::string(1, static_cast<char>(byte)))) {
      EXPECT_GE(c, 0x20) << "for byte " << byte;
      EXPECT_LT(c, 0x7F) << "for byte " << byte;
    }
}

TEST(Visible, KeepsTextUpToTheLimitWhole) {
  EXPECT_EQ(visible(std::string(120, 'x')), '"' + std::string(120, 'x') + '"');
}

TEST(Visible, CutsLongTextInTheMiddle) {
  const std::string text = std::string(80, 'a') + std::string(500, 'b') + std::string(40, 'c');
  EXPECT_EQ(visible(text), '"' + std::string(80, 'a') + "\" ... 500 bytes left out ... \"" +
                               std::string(40, 'c') + '"');
}

TEST(Shortened, CutsAtTheEndOfACharacter) {
  EXPECT_EQ(shortened("short", 5), "short");
  EXPECT_EQ(shortened("a\xC3\xA9z", 2), "a ... (3 more bytes)");
  EXPECT_EQ(shortened("a\xC3\xA9z", 3), "a\xC3\xA9 ... (1 more bytes)");
  EXPECT_EQ(shortened("\x80\x80\x80", 2), " ... (3 more bytes)");
}

TEST(Printable, KeepsLinesTabsAndEveryLanguage) {
  const std::string text = "a\tb\nGrüße, 你好, \U0001F600 \xF4\x8F\xBF\xBF";
  EXPECT_EQ(printable(text), text);
}

TEST(Printable, EscapesTerminalSequences) {
  EXPECT_EQ(printable("\x1B[31mred\x1B[0m"), "\\x1B[31mred\\x1B[0m");
  EXPECT_EQ(printable("\x1B]0;title\x07"), "\\x1B]0;title\\x07");
  EXPECT_EQ(printable("a\rb\bc\x7F\0d"s), "a\\x0Db\\x08c\\x7F\\x00d");
}

TEST(Printable, EscapesC1ControlsInBothForms) {
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\xC2\\x9B31m");
  EXPECT_EQ(printable("\x9B"
                      "31m"),
            "\\x9B31m");
  EXPECT_EQ(printable("\xC2\x80\xC2\x9F\xC2\xA0"), "\\xC2\\x80\\xC2\\x9F\xC2\xA0");
}

TEST(Printable, EscapesWhatTurnsTextAround) {
  const std::vector<std::string> turning = {"\u061C", "\u200E", "\u200F", "\u2028", "\u2029",
                                            "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                            "\u2066", "\u2067", "\u2068", "\u2069"};
  for (const std::string& character : turning) {
    EXPECT_THAT(printable(character), StartsWith("\\x"));
    EXPECT_THAT(printable(character), SizeIs(4 * character.size()));
  }
}

TEST(Printable, EscapesBrokenUtf8ByteByByte) {
  EXPECT_EQ(printable("\xFF\xFE"), "\\xFF\\xFE");
  EXPECT_EQ(printable("\xC3("), "\\xC3(");
  EXPECT_EQ(printable("cut \xE2\x82"), "cut \\xE2\\x82");
  EXPECT_EQ(printable("\xBF"), "\\xBF");
}

TEST(Printable, EscapesOverlongForms) {
  EXPECT_EQ(printable("\xC0\xAF"), "\\xC0\\xAF");
  EXPECT_EQ(printable("\xC1\x9B"), "\\xC1\\x9B");
  EXPECT_EQ(printable("\xE0\x80\x9B"), "\\xE0\\x80\\x9B");
  EXPECT_EQ(printable("\xF0\x80\x80\x9B"), "\\xF0\\x80\\x80\\x9B");
}

TEST(Printable, EscapesWhatIsNoCharacterAtAll) {
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xED\\xA0\\x80");           // U+D800, a surrogate
  EXPECT_EQ(printable("\xED\xBF\xBF"), "\\xED\\xBF\\xBF");           // U+DFFF
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xF4\\x90\\x80\\x80");  // above U+10FFFF
  EXPECT_EQ(printable("\xF5\x80\x80\x80"), "\\xF5\\x80\\x80\\x80");
}

TEST(Printable, EscapesWhatXmlForbidsAndWhatCannotBeSeen) {
  EXPECT_EQ(printable("\uFFFE\uFFFF"), "\\xEF\\xBF\\xBE\\xEF\\xBF\\xBF");
  EXPECT_EQ(printable("\uFFFD\uFEFF\U0001FFFE"), "\uFFFD\uFEFF\U0001FFFE");
  EXPECT_EQ(printable("\uFFF9\u206A"), "\\xEF\\xBF\\xB9\\xE2\\x81\\xAA");
}

TEST(Commands, AreEscapedWhereALineBeginsWithThem) {
  EXPECT_EQ(printable("::error::x"), "\\x3A:error::x");
  EXPECT_EQ(printable("a\n \t ::error file=a,line=1::x\n"),
            "a\n \t \\x3A:error file=a,line=1::x\n");
  EXPECT_EQ(printable("\u00A0\u3000::stop-commands::x"), "\u00A0\u3000\\x3A:stop-commands::x");
  EXPECT_EQ(printable(":\u00AD:error:\u200B:x"), "\\x3A\u00AD:error:\u200B:x")
      << "a comparison that passes over invisible characters finds it";
}

TEST(Commands, AreEscapedAnywhereWhenTheyBeginWithHashes) {
  EXPECT_EQ(printable("a ##[error]x"), "a \\x23#[error]x");
  EXPECT_EQ(printable("####[group]"), "##\\x23#[group]");
  EXPECT_EQ(printable("##VSO[task.setvariable variable=a]b"),
            "\\x23#VSO[task.setvariable variable=a]b");
  EXPECT_EQ(printable("##teamcity[x]"), "\\x23#teamcity[x]");
  EXPECT_EQ(printable("#\u200B#[error]"), "\\x23\u200B#[error]");
  EXPECT_EQ(visible("##[error]\n##vso[x]"), R"("\x23#[error]\n\x23#vso[x]")");
}

TEST(Commands, AreNotSeenInOrdinaryText) {
  for (const char* text :
       {"std::string a::b", "note: in ::b::c here", "[::1]:80 and ::1", "::1 is an address",
        ":::", "::", ":", " ::", "# Heading", "## Heading", "a##b", "#[derive]", "##", "##vso",
        "##x[0]", "  12 | ::std::string name;"})
    EXPECT_EQ(printable(text), text);
}

TEST(ValidUtf8, ShowsBrokenBytesAndKeepsTheRest) {
  const std::string text = "a\0\n\x1b \u202E ::x:: \uFFFF"s;
  EXPECT_EQ(valid_utf8(text), text);
  EXPECT_EQ(valid_utf8("\x80 \xED\xA0\x80 \xC3"), "\\x80 \\xED\\xA0\\x80 \\xC3");
}

TEST(HeadAndTail, AreWholeLines) {
  EXPECT_EQ(head_and_tail("short", 100), "short");
  EXPECT_EQ(head_and_tail("first\n" + std::string(1000, 'x') + "\nlast", 100),
            "first\n[... 1002 bytes left out ...]\nlast");
  EXPECT_EQ(head_and_tail(std::string(1000, 'x'), 100),
            std::string(24, 'x') + "\n[... 964 bytes left out ...]\n" + std::string(12, 'x'));
  EXPECT_EQ(
      head_and_tail(std::string(999, '\n') + "x", 100),
      std::string(23, '\n') + "\n[... 966 bytes left out ...]\n" + std::string(10, '\n') + "x");
  for (std::size_t length = 0; length < 400; ++length)
    EXPECT_LE(head_and_tail(std::string(length, 'x'), 100).size(), 100U);
}

TEST(Printable, LeavesNoControlByteOfRandomBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = printable(random_bytes(random, 64));
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      EXPECT_TRUE(byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F)) << int{byte};
      EXPECT_FALSE(byte == 0xC2 && static_cast<unsigned char>(text.at(i + 1)) < 0xA0);
    }
    EXPECT_EQ(printable(text), text) << "printable text changes no more";
  }
}

}  // namespace
}  // namespace pipette
