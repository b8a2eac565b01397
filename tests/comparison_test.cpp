// Recordings beside their replays: what counts as a difference, and what does not.
#include "report/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_events.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

Comparison compared(const std::vector<Event>& then, const std::vector<Event>& now) {
  return compare(check(then), check(now));
}

std::string text(const Comparison& comparison) {
  return to_terminal(comparison, check({}), {.lab = 11, .then = "then.cpp", .now = "now.cpp"}, {});
}

// ---- The same ----

TEST(Comparison, TheSameConversationIsTheSame) {
  const std::vector<Event> events = {start(), sent("stdin", "hi\n"), came("stdout", "hi\n"),
                                     life("stdin", Act::close), life("program", Act::exit, 0)};
  const Comparison result = compared(events, events);
  EXPECT_EQ(result.first_difference, 0U);
  EXPECT_EQ(result.steps, 5U);
  EXPECT_THAT(text(result),
              AllOf(EndsWith("Replayed 5 of 5 steps: the program behaves as it did then\n"),
                    HasSubstr("it still fails in the same way"), HasSubstr("= same")));
}

TEST(Comparison, HowOutputIsCutDoesNotCount) {
  const Comparison result =
      compared({start(), sent("stdin", "ab\n"), came("stdout", "a"), came("stdout", "b\n"),
                life("stdin", Act::close)},
               {start(), sent("stdin", "ab\n"), came("stdout", "ab"), came("stderr", "a word"),
                came("stdout", "\n"), life("stdin", Act::close)});
  EXPECT_EQ(result.first_difference, 0U) << text(result);
}

TEST(Comparison, AnotherPortIsTheSame) {
  const auto talk = [](const std::string& port) {
    return std::vector<Event>{start("0"), came("stdout", "LISTENING 127.0.0.1:" + port + "\n"),
                              connect(std::stoul(port)), sent("client", "a\n"),
                              came("client", "a\n")};
  };
  const Comparison result = compared(talk("41234"), talk("8080"));
  EXPECT_EQ(result.first_difference, 0U) << text(result);
  EXPECT_THAT(text(result), HasSubstr("41234 is 8080 now"));
}

TEST(Comparison, APortThatOnlyTheLineNamesIsTheSame) {
  const Comparison result = compared({start("0"), came("stdout", "LISTENING 127.0.0.1:41234\n")},
                                     {start("0"), came("stdout", "LISTENING 127.0.0.1:50000\n")});
  EXPECT_EQ(result.first_difference, 0U) << text(result);
}

TEST(Comparison, ATimeOfDayIsTheSame) {
  const auto says = [](const std::string& times, const std::string& rest) {
    return std::vector<Event>{start(), came("stdout", times + rest)};
  };
  const std::string then =
      "Date: Mon, 23 Nov 2026 08:06:06 GMT {\"at\":\"2026-11-23T08:06:06.120Z\"";
  const std::string now =
      "Date: Tue, 24 Nov 2026 09:07:08 GMT {\"at\":\"2026-11-24T09:07:08.999Z\"";
  EXPECT_EQ(compared(says(then, "}"), says(now, "}")).first_difference, 0U);
  const Comparison result = compared(says(then, "}"), says(now, "]"));
  EXPECT_THAT(text(result), HasSubstr("first difference at byte " + std::to_string(then.size())));
}

TEST(Comparison, WordsOnStandardErrorAreNotCompared) {
  const Comparison result = compared({start(), came("stderr", "pid 12\n"), deadline()},
                                     {start(), came("stderr", "pid 3456\n"), deadline()});
  EXPECT_EQ(result.first_difference, 0U) << text(result);
}

TEST(Comparison, WhatComesAfterTheRecordingIsOnlyTold) {
  const Comparison result = compared({start(), sent("stdin", "ab\n"), came("stdout", "ab")},
                                     {start(), sent("stdin", "ab\n"), came("stdout", "ab\n")});
  EXPECT_EQ(result.first_difference, 0U);
  EXPECT_THAT(text(result), HasSubstr("after the end of the recording came on stdout: \"\\n\""));
}

TEST(Comparison, AnEndThatMayBeChanceIsNoDifference) {
  const std::vector<Event> then = {start(), connect(41234), sent("client", "QUIT\n"),
                                   life("client", Act::close), sent("stdin", "x")};
  const std::vector<Event> now = {start(),
                                  connect(41234),
                                  sent("client", "QUIT\n"),
                                  life("client", Act::end),
                                  life("client", Act::close),
                                  sent("stdin", "x")};
  EXPECT_EQ(compared(then, now).first_difference, 0U);
}

// ---- Differences ----

TEST(Comparison, OtherBytesDifferWhereTheyAre) {
  const Comparison result =
      compared({start(), sent("stdin", "abc\n"), came("stdout", "abc\r\n"), deadline()},
               {start(), sent("stdin", "abc\n"), came("stdout", "abc\n"), deadline()});
  EXPECT_EQ(result.first_difference, 3U);
  EXPECT_THAT(text(result),
              AllOf(HasSubstr("    then  \"abc\\r\\n\""), HasSubstr("     now  \"abc\\n\""),
                    HasSubstr("first difference at byte 3"), EndsWith("differs first at step 3\n"),
                    HasSubstr("check 11 --only DoesIt")));
}

TEST(Comparison, SilenceDiffersFromAnAnswerAndBack) {
  const std::vector<Event> silent = {start(), sent("stdin", "a\n"), deadline()};
  const std::vector<Event> answering = {start(), sent("stdin", "a\n"), came("stdout", "a\n")};
  EXPECT_EQ(compared(answering, {start(), sent("stdin", "a\n")}).first_difference, 3U);
  const Comparison better =
      compared(silent, {start(), sent("stdin", "a\n"), came("stdout", "a\n"), deadline()});
  EXPECT_EQ(better.first_difference, 3U);
  EXPECT_THAT(text(better), HasSubstr("now: stdout: \"a\\n\" came"));
}

TEST(Comparison, ABetterAnswerDiffersWhereTheOldOneWasWaitedForInVain) {
  const std::vector<Event> held = {start(),
                                   sent("stdin", "a\n"),
                                   deadline(),
                                   life("stdin", Act::close),
                                   came("stdout", "a\n"),
                                   life("stdout", Act::end)};
  EXPECT_EQ(compared(held, held).first_difference, 0U);
  const Comparison better =
      compared(held, {start(), sent("stdin", "a\n"), came("stdout", "a\n"), deadline(),
                      life("stdin", Act::close), life("stdout", Act::end)});
  EXPECT_EQ(better.first_difference, 3U);
  const Comparison gone = compared(held, {start(), sent("stdin", "a\n"), life("stdout", Act::end),
                                          deadline(), life("stdin", Act::close)});
  EXPECT_THAT(text(gone), HasSubstr("now: stdout: x"));
}

TEST(Comparison, AnAnswerThatWasHeldBackDiffers) {
  const Comparison result = compared({start(), sent("stdin", "a\n"), came("stdout", "a\n"),
                                      life("stdin", Act::close), life("stdout", Act::end)},
                                     {start(), sent("stdin", "a\n"), life("stdin", Act::close),
                                      came("stdout", "a\n"), life("stdout", Act::end)});
  EXPECT_EQ(result.first_difference, 3U);
  EXPECT_THAT(text(result), HasSubstr("only later"));
}

TEST(Comparison, EndsAreCompared) {
  const auto ended = [](Act act, std::size_t number, const std::string& words) {
    return std::vector<Event>{start(), life("stdin", Act::close),
                              life("program", act, number, words)};
  };
  const auto zero = ended(Act::exit, 0, "exit code 0");
  const Comparison code = compared(zero, ended(Act::exit, 3, "exit code 3"));
  EXPECT_EQ(code.first_difference, 3U);
  EXPECT_THAT(text(code), HasSubstr("now: exit code 3"));
  EXPECT_EQ(compared(zero, ended(Act::killed, 11, "SIGSEGV")).first_difference, 3U);
  const Comparison running = compared(zero, {start(), life("stdin", Act::close)});
  EXPECT_THAT(text(running), HasSubstr("now: it is still running"));
}

TEST(Comparison, ACrashBeforeAnActIsToldThere) {
  const std::vector<Event> then = {start(), sent("stdin", "a\n"), sent("stdin", "b\n"),
                                   life("stdin", Act::close), came("stdout", "c")};
  std::vector<Event> now = then;
  now.insert(now.begin() + 3, life("program", Act::killed, 11, "ended by SIGSEGV"));
  const Comparison result = compared(then, now);
  EXPECT_EQ(result.first_difference, 3U);  // both portions are one step
  EXPECT_THAT(text(result), HasSubstr("now: before this, program: ended by SIGSEGV"));
}

TEST(Comparison, MoreThanThenBeforeTheEndDiffers) {
  const Comparison result = compared({start(), came("stdout", "a"), life("stdout", Act::end)},
                                     {start(), came("stdout", "ab"), life("stdout", Act::end)});
  EXPECT_THAT(text(result), HasSubstr("\"b\" came besides"));
}

TEST(Comparison, RefusedAndConnectedDiffer) {
  const Comparison result = compared(
      {start(), connect(41234)},
      {start(), life("client", Act::refused, 41234, "could not connect: Connection refused")});
  EXPECT_EQ(result.first_difference, 2U);
  EXPECT_THAT(text(result), HasSubstr("now: could not connect: Connection refused"));
}

TEST(Comparison, WhetherACallOrACrashComesFirstIsChance) {
  const Event killed = life("program", Act::killed, 13, "ended by SIGPIPE");
  const Event refused = life("client", Act::refused, 41234, "could not connect");
  const Comparison result = compared({start(), connect(41234), life("client", Act::broken), killed},
                                     {start(), killed, refused});
  EXPECT_EQ(result.first_difference, 0U) << text(result);
  EXPECT_EQ(result.replayed, 2U);
}

TEST(Comparison, AWrongPortInTheLineDiffersFromTheRightOneOnly) {
  const auto says = [](const std::string& port) {
    return std::vector<Event>{start("10011"), came("stdout", "LISTENING 127.0.0.1:" + port + "\n")};
  };
  EXPECT_EQ(compared(says("7000"), says("10011")).first_difference, 2U);
  EXPECT_EQ(compared(says("7000"), says("7001")).first_difference, 0U);
}

// ---- What cannot be replayed ----

TEST(Comparison, BytesThatWereNotKeptEndTheReplay) {
  Event large = sent("stdin", "begin");
  large.total = 6000000;
  const Event closed = life("stderr", Act::close);
  const Comparison result =
      compared({start(), came("stdout", "a"), closed, came("stdout", "b"), large},
               {start(), came("stdout", "a"), closed});
  EXPECT_EQ(result.first_difference, 0U);
  EXPECT_THAT(text(result), AllOf(HasSubstr("The replay ends early: the grader sent 6000000 bytes"),
                                  EndsWith("Replayed 3 of 5 steps: so far the program behaves as "
                                           "it did then\n")));
}

TEST(Comparison, DroppedEventsEndTheReplay) {
  CheckResult then = check({start(), came("stdout", "a"), came("stdout", "y"), deadline()});
  then.dropped_events = 7;
  const Comparison result = compare(then, check({start(), came("stdout", "a")}));
  EXPECT_EQ(result.steps, 2U);
  EXPECT_THAT(text(result), AllOf(HasSubstr("the 7 events that came next"),
                                  HasSubstr("so far the program behaves")));
}

TEST(Comparison, HostileTextIsShownHarmlessly) {
  const std::vector<Event> events = {start("\033[2J"), came("stdout", "\033]0;x\a\n"),
                                     life("program", Act::note, 0, "::error::\033[2J\n##[group]")};
  const std::string shown = text(compared(events, events));
  EXPECT_THAT(shown, AllOf(Not(HasSubstr("\033")), Not(HasSubstr("\n::error")),
                           Not(HasSubstr("##[")), Not(HasSubstr("\a"))));
}

}  // namespace
}  // namespace pipette
