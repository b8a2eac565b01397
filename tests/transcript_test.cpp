// The record of a check stays small whatever happens, and the story that it tells is true.
#include "core/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace pipette {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t kStoryLines = 41;  // 20 first, 20 last, and the line between them
constexpr std::size_t kMany = 100'000;

// The lines of the story without the time in front.
std::vector<std::string> told(const Transcript& transcript) {
  std::vector<std::string> lines = story(transcript);
  for (std::string& line : lines) {
    const std::size_t time = line.find(" ms  ");
    if (time != std::string::npos) line.erase(0, time + 5);
  }
  return lines;
}

std::size_t total(const Transcript& transcript) {
  const std::vector<Event> events = transcript.events();
  return std::accumulate(events.begin(), events.end(), std::size_t{0},
                         [](std::size_t sum, const Event& event) { return sum + event.total; });
}

TEST(Story, TellsWhoSentWhatToWhom) {
  Transcript transcript;
  transcript.life("program", "started");
  transcript.bytes(EventKind::sent, "stdin", "hi\n");
  transcript.bytes(EventKind::received, "stdout", "HI\n");
  EXPECT_THAT(told(transcript),
              ElementsAre("            program: started", "grader --> stdin     \"hi\\n\"",
                          "grader <-- stdout    \"HI\\n\""));
}

TEST(Story, JoinsNeighbouringReadsOfOneLane) {
  Transcript transcript;
  transcript.bytes(EventKind::received, "stdout", "one ");
  transcript.bytes(EventKind::received, "stdout", "two ");
  transcript.bytes(EventKind::received, "stdout", "three");
  EXPECT_THAT(told(transcript),
              ElementsAre("grader <-- stdout    \"one two three\"  (in 3 pieces)"));
}

TEST(Story, JoinsNeitherLanesNorDirectionsNorLives) {
  Transcript transcript;
  transcript.bytes(EventKind::received, "client", "a");
  transcript.bytes(EventKind::received, "client 2", "b");
  transcript.bytes(EventKind::sent, "client 2", "c");
  transcript.life("client 2", "closed");
  transcript.life("client 2", "closed");
  EXPECT_THAT(told(transcript), SizeIs(5));
}

TEST(Story, KeepsHeadAndTailOfLongBytes) {
  Transcript transcript;
  transcript.bytes(EventKind::sent, "stdin",
                   std::string(100, 'a') + std::string(5000, 'b') + std::string(40, 'c'));
  EXPECT_THAT(told(transcript), ElementsAre("grader --> stdin     \"" + std::string(100, 'a') +
                                            "\" ... 5000 bytes left out ... \"" +
                                            std::string(40, 'c') + "\"  (5140 bytes)"));
}

TEST(Story, IsTheSameHoweverTheBytesWereCut) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (std::size_t left = 1 + random() % 700; left > 0; --left)
      bytes += static_cast<char>('a' + random() % 26);
    Transcript whole;
    whole.bytes(EventKind::received, "stdout", bytes);
    Transcript cut;
    for (std::size_t at = 0, length = 0; at < bytes.size(); at += length) {
      length = 1 + random() % 300;
      cut.bytes(EventKind::received, "stdout", std::string_view(bytes).substr(at, length));
    }
    ASSERT_THAT(told(cut), SizeIs(1));
    ASSERT_THAT(told(cut)[0], testing::StartsWith(told(whole)[0]));
  }
}

TEST(Story, LeavesOutTheMiddleAndSaysHowMuch) {
  Transcript transcript;
  for (int i = 1; i <= 100; ++i) transcript.life("program", "event " + std::to_string(i));
  const std::vector<std::string> lines = told(transcript);
  ASSERT_THAT(lines, SizeIs(kStoryLines));
  EXPECT_THAT(lines[19], EndsWith("event 20"));
  EXPECT_THAT(lines[20], HasSubstr("... 60 more lines ..."));
  EXPECT_THAT(lines[21], EndsWith("event 81"));
  EXPECT_THAT(lines[40], EndsWith("event 100"));
}

TEST(Story, OfFortyLinesIsWhole) {
  Transcript transcript;
  for (int i = 1; i <= 40; ++i) transcript.life("program", "event " + std::to_string(i));
  EXPECT_THAT(told(transcript), SizeIs(40));
  EXPECT_THAT(told(transcript), Each(Not(HasSubstr("more lines"))));
}

TEST(Story, CountsWhatWasForgotten) {
  Transcript transcript;
  for (std::size_t i = 1; i <= kMany; ++i) transcript.life("program", "event " + std::to_string(i));
  const std::vector<std::string> lines = told(transcript);
  ASSERT_THAT(lines, SizeIs(kStoryLines));
  EXPECT_THAT(lines[19], EndsWith("event 20"));
  EXPECT_THAT(lines[20], HasSubstr("... 99960 more lines ..."));
  EXPECT_THAT(lines[21], EndsWith("event 99981"));
}

TEST(Story, JoinsNothingAcrossWhatWasForgotten) {
  Transcript transcript;
  for (std::size_t i = 0; i < kMany; ++i) transcript.bytes(EventKind::received, "stdout", "x");
  const std::vector<std::string> lines = told(transcript);
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_THAT(lines[0], EndsWith("(400 bytes)  (in 400 pieces)"));
  EXPECT_THAT(lines[1], HasSubstr("... 99200 more lines ..."));
  EXPECT_THAT(lines[2], EndsWith("(400 bytes)  (in 400 pieces)"));
}

TEST(Story, IsShortWhateverHappened) {
  Transcript transcript;
  for (std::size_t i = 0; i < kMany; ++i)
    transcript.bytes(i % 2 == 0 ? EventKind::sent : EventKind::received, "client", "x");
  EXPECT_THAT(story(transcript), SizeIs(kStoryLines));
}

TEST(Transcript, ForgetsOnlyTheMiddle) {
  Transcript transcript;
  constexpr std::size_t kMillion = 1'000'000;
  for (std::size_t i = 0; i < kMillion; ++i)
    transcript.bytes(EventKind::received, "stdout", std::to_string(i));
  const std::vector<Event> events = transcript.events();
  EXPECT_LE(events.size(), 1000U);
  EXPECT_EQ(events.size() + transcript.dropped(), kMillion);
  EXPECT_EQ(events.front().head, "0");
  EXPECT_EQ(events.back().head, "999999");
}

TEST(Transcript, KeepsLittleOfManyBytes) {
  Transcript transcript;
  const std::string mebibyte(1 << 20, 'x');
  for (int i = 0; i < 100; ++i) transcript.bytes(EventKind::sent, "client", mebibyte);
  EXPECT_EQ(total(transcript), 100 * mebibyte.size());
  for (const Event& event : transcript.events())
    EXPECT_LE(event.head.size() + event.tail.size(), 640U);
}

TEST(Transcript, KeepsAllThatWasSentWhileThatIsLittle) {
  Transcript transcript;
  const std::string much(100'000, 'x');
  transcript.bytes(EventKind::sent, "stdin", much);
  transcript.bytes(EventKind::sent, "stdin", much);
  transcript.bytes(EventKind::received, "stdout", much);
  const std::vector<Event> events = transcript.events();
  EXPECT_EQ(events[0].head, much);
  EXPECT_EQ(events[1].head.size() + events[1].tail.size(), 640U);
  EXPECT_EQ(events[2].head.size() + events[2].tail.size(), 640U);
}

TEST(Transcript, KeepsTheArgumentsOfAStart) {
  Transcript transcript;
  transcript.start("program", "started as: echo", {"", "a b", "\n"}, true);
  const Event start = transcript.events().front();
  EXPECT_EQ(start.act, Act::start);
  EXPECT_EQ(start.total, 1U);
  EXPECT_THAT(arguments_of(start), testing::ElementsAre("", "a b", "\n"));
}

TEST(Transcript, KeepsTheOrderOfTime) {
  Transcript transcript;
  for (int i = 0; i < 100; ++i) transcript.life("program", "event");
  const std::vector<Event> events = transcript.events();
  EXPECT_TRUE(std::is_sorted(events.begin(), events.end(),
                             [](const Event& a, const Event& b) { return a.at < b.at; }));
}

}  // namespace
}  // namespace pipette
