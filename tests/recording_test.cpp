// Recordings as scripts: in which order they are played, and which are refused.
#include "report/recording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <stdexcept>

#include "made_events.hpp"

namespace pipette {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Script, HoldsWhatTheGraderDidAndHadSeen) {
  const Script script = script_of(check({start(), came("stdout", "ab"), sent("stdin", "x"),
                                         came("stdout", "c"), life("stdout", Act::end)}));
  ASSERT_EQ(script.steps.size(), 2U);
  EXPECT_EQ(script.steps[1].before.at(0).bytes, 2U);
  EXPECT_EQ(script.steps[1].gap, ms(2));
  EXPECT_TRUE(script.last.at(0).ended);
  EXPECT_EQ(script.rest, ms(2));
}

TEST(Script, PutsBytesUnderWayBeforeTheClose) {
  const Script script = script_of(check({start(), connect(41234), life("client", Act::reset),
                                         sent("client", "one"), sent("client", "two")}));
  ASSERT_EQ(script.steps.size(), 5U);
  EXPECT_EQ(script.steps[2].act.head + script.steps[3].act.head, "onetwo");
  EXPECT_TRUE(script.steps[2].under_way && script.steps[3].under_way);
  EXPECT_EQ(script.steps[4].act.act, Act::reset);
  EXPECT_FALSE(script.steps[4].under_way);
}

TEST(Script, PutsALongSendBeforeTheAnswersThatCameMeanwhile) {
  const std::string large(100000, 'x');
  const Script script = script_of(check({start(), came("stdout", large), sent("stdin", large)}));
  EXPECT_EQ(script.events.at(1).kind, EventKind::sent);
  EXPECT_FALSE(script.steps.at(1).under_way);
}

TEST(Script, EndsWhereTheGraderMadeAFile) {
  const Script script = script_of(
      check({life("files", Act::note, 0, "grader makes in.txt: \"a\""), start(), deadline()}));
  EXPECT_THAT(script.steps, IsEmpty());
  EXPECT_THAT(script.cut, HasSubstr("made a file"));
}

TEST(Script, RefusesWhatNoCheckHasRecorded) {
  const auto refused = [](const std::vector<Event>& events, const char* why) {
    try {
      (void)script_of(check(events));
      ADD_FAILURE() << "accepted: " << why;
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
  };
  Event elsewhere = connect(80);
  elsewhere.head = "connected to 192.168.0.1:80";
  Event other_port = connect(80);
  other_port.total = 22;
  Event liar = came("stdout", "abc");
  liar.total = 2;
  refused({sent("stdin", "x")}, "event 1: bytes for a lane that was not opened");
  refused({start(), start()}, "event 2: a program with a wrong name");
  refused({start(), elsewhere}, "event 2: a connection to another machine");
  refused({start(), other_port}, "a connection to an unknown address");
  refused({start(), connect(0)}, "a connection to no port");
  refused({start(), connect(80), connect(80)}, "event 3: a connection that was opened before");
  refused({start(), connect(80, "\033[2J")}, "a connection with a wrong name");
  refused({life("program", Act::signal, SIGTERM)}, "a signal for a program that was not started");
  refused({start(), life("program", Act::signal, SIGSEGV)}, "a signal that no check sends");
  refused({start(), life("program", Act::signal, 100000)}, "a signal that no check sends");
  refused({start(), life("client", Act::reset)}, "a connection that was not opened is closed");
  refused({start(), life("client", Act::end)}, "the end of a lane that was not opened");
  refused({start(), liar}, "more bytes than it says");
  refused({start(std::string(100000, 'x'))}, "too many arguments");
  refused(std::vector<Event>(2001, deadline()), "more events than a check records");
}

}  // namespace
}  // namespace pipette
