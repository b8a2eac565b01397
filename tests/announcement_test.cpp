// The LISTENING line is read the same way however it arrives, and a wrong one is known at once.
#include "proto/announcement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace pipette {
namespace {

using testing::HasSubstr;

constexpr std::size_t kPort = 20;  // where the port begins

// The result in one word, so that results can be compared: "more", "8080+25" or "wrong at 3".
std::string result(std::string_view bytes) {
  // A copy of just the right size, so that a sanitizer sees every byte read too far.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  const auto parsed = parse_announcement({exact.data(), exact.size()});
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset);
  if (const auto* complete = std::get_if<Complete<std::uint16_t>>(&parsed))
    return std::to_string(complete->value) + "+" + std::to_string(complete->length);
  return "more";
}

std::string line(const std::string& port) { return "LISTENING 127.0.0.1:" + port + "\n"; }

TEST(Announcement, NamesThePort) {
  EXPECT_EQ(result(line("1")), "1+22");
  EXPECT_EQ(result(line("8080")), "8080+25");
  EXPECT_EQ(result(line("65535")), "65535+26");
}

TEST(Announcement, LeavesTheRestAlone) {
  EXPECT_EQ(result(line("8080") + "and more\n"), "8080+25");
  EXPECT_EQ(result(line("8080") + line("9090")), "8080+25");
}

TEST(Announcement, EveryBeginningOfALineIsIncomplete) {
  for (const std::string port : {"1", "80", "65535", "10000"})
    for (std::size_t length = 0; length < line(port).size(); ++length)
      EXPECT_EQ(result(line(port).substr(0, length)), "more") << length << " bytes of " << port;
}

TEST(Announcement, PortsOutsideTheRangeAreWrong) {
  const std::string wrong = "wrong at " + std::to_string(kPort);
  for (const std::string port : {"0", "65536", "99999", "100000", "18446744073709551617"})
    EXPECT_EQ(result(line(port)), wrong) << port;
}

TEST(Announcement, LeadingZerosAreWrong) {
  const std::string wrong = "wrong at " + std::to_string(kPort);
  for (const std::string port : {"00", "080", "00080", "000080", "0000000080"})
    EXPECT_EQ(result(line(port)), wrong) << port;
}

TEST(Announcement, TheLineFeedFollowsThePortAtOnce) {
  EXPECT_EQ(result("LISTENING 127.0.0.1:8080 \n"), "wrong at 24");
  EXPECT_EQ(result("LISTENING 127.0.0.1:8080\r\n"), "wrong at 24");
  EXPECT_EQ(result("LISTENING 127.0.0.1:80 80\n"), "wrong at 22");
}

TEST(Announcement, ThePortIsMadeOfDigits) {
  for (const std::string port : {"", " 8080", "+8080", "-1", "x", "\n"})
    EXPECT_EQ(result(line(port)), "wrong at " + std::to_string(kPort)) << port;
}

TEST(Announcement, TheFirstWrongByteIsNamed) {
  EXPECT_EQ(result("listening 127.0.0.1:8080\n"), "wrong at 0");
  EXPECT_EQ(result("\n" + line("8080")), "wrong at 0");
  EXPECT_EQ(result("LISTENING  127.0.0.1:8080\n"), "wrong at 10");
  EXPECT_EQ(result("LISTENING 0.0.0.0:8080\n"), "wrong at 10");
  EXPECT_EQ(result("LISTENING 127.0.0.1 8080\n"), "wrong at 19");
  EXPECT_EQ(result("LISTENING\n"), "wrong at 9");
}

TEST(Announcement, SaysWhyItIsWrong) {
  const auto why = [](const std::string& bytes) {
    return std::get<Invalid>(parse_announcement(bytes)).why;
  };
  EXPECT_THAT(why("Listening\n"), HasSubstr("begin with \"LISTENING 127.0.0.1:\""));
  EXPECT_THAT(why(line("8080\r")), HasSubstr("line feed at once"));
  EXPECT_THAT(why(line("65536")), HasSubstr("1 to 65535"));
}

// Byte by byte: as soon as there is a result, no further byte changes it.
TEST(Announcement, AResultIsFinalHoweverTheBytesAreSplit) {
  const std::vector<std::string> all = {line("8080"),   line("65536"),  line("00080"),
                                        line("8080\r"), line("123456"), "LISTENING ::1:80\n"};
  for (const std::string& bytes : all) {
    std::string before = "more";
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
      const std::string now = result(std::string_view(bytes).substr(0, length));
      EXPECT_TRUE(before == "more" || before == now) << length << " bytes of " << bytes;
      before = now;
    }
    EXPECT_NE(before, "more") << bytes;
  }
}

TEST(Announcement, RandomBytesAreALineOnlyWhenTheyAreOne) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    // Behind the right beginning, so that the port's digits are reached.
    std::string bytes = round % 2 == 0 ? "LISTENING 127.0.0.1:" : "";
    for (std::size_t left = random() % 12; left > 0; --left)
      bytes +=
          round % 3 == 0 ? static_cast<char>('0' + random() % 10) : static_cast<char>(random());
    const std::string found = result(bytes);
    const std::size_t plus = found.find('+');
    const bool is_line = plus != std::string::npos &&
                         bytes.substr(0, bytes.find('\n') + 1) == line(found.substr(0, plus));
    EXPECT_TRUE(plus == std::string::npos || is_line) << testing::PrintToString(bytes);
    EXPECT_TRUE(found != "more" || bytes.find('\n') == std::string::npos);
  }
}

}  // namespace
}  // namespace pipette
