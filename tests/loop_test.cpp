// The one wait: it ends when something holds or a deadline passes, and not otherwise.
#include "engine/loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace pipette {
namespace {

const Deadline kPassed{Within(0)};
const Deadline kFarAway{std::chrono::hours(1)};
constexpr auto kNever = [] { return false; };

TEST(Loop, DoesNotWaitForWhatHoldsAlready) {
  Loop loop;
  EXPECT_TRUE(loop.wait([] { return true; }, kFarAway));
  EXPECT_TRUE(loop.wait([] { return true; }, kPassed)) << "even after the deadline";
}

TEST(Loop, GivesUpAtTheDeadline) {
  Loop loop;
  EXPECT_FALSE(loop.wait(kNever, kPassed));
  EXPECT_FALSE(loop.wait(kNever, Deadline(std::chrono::milliseconds(20))));
}

TEST(Loop, LooksAgainAfterEveryEvent) {
  Loop loop;
  bool happened = false;
  boost::asio::post(loop.context(), [&] { happened = true; });
  EXPECT_TRUE(loop.wait([&] { return happened; }, kFarAway));
}

TEST(Loop, EventsWakeIt) {
  Loop loop;
  bool happened = false;
  boost::asio::steady_timer timer(loop.context(), std::chrono::milliseconds(5));
  timer.async_wait([&](auto error) { happened = !error; });
  EXPECT_TRUE(loop.wait([&] { return happened; }, kFarAway));
}

TEST(Loop, StopsAtTheEventThatWasAwaited) {
  Loop loop;
  int events = 0;
  for (int i = 0; i < 3; ++i) boost::asio::post(loop.context(), [&] { ++events; });
  EXPECT_TRUE(loop.wait([&] { return events == 1; }, kFarAway));
  EXPECT_EQ(events, 1);
}

TEST(Loop, LooksAgainEveryPoll) {
  Loop loop;
  int looks = 0;
  EXPECT_TRUE(loop.wait([&] { return ++looks == 10; }, kFarAway, std::chrono::milliseconds(1)));
}

TEST(Loop, CanWaitAgainAfterADeadline) {
  Loop loop;
  bool happened = false;
  EXPECT_FALSE(loop.wait(kNever, kPassed));
  boost::asio::post(loop.context(), [&] { happened = true; });
  EXPECT_TRUE(loop.wait([&] { return happened; }, kFarAway));
}

TEST(Loop, NothingHappensOutsideAWait) {
  Loop loop;
  bool happened = false;
  boost::asio::post(loop.context(), [&] { happened = true; });
  EXPECT_FALSE(happened);
  EXPECT_TRUE(loop.wait([] { return true; }, kFarAway));
  EXPECT_FALSE(happened);
}

TEST(Loop, RunsAllThatIsReady) {
  Loop loop;
  int events = 0;
  for (int i = 0; i < 3; ++i) boost::asio::post(loop.context(), [&] { ++events; });
  loop.run_ready();
  EXPECT_EQ(events, 3);
  loop.run_ready();
  EXPECT_EQ(events, 3);
}

}  // namespace
}  // namespace pipette
