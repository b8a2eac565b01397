// Ctrl-C is an event like any other.
#include "engine/interruption.hpp"

#include <gtest/gtest.h>

namespace pipette {
namespace {

const Deadline kFarAway{std::chrono::hours(1)};

TEST(Interruption, IsNoticedByTheLoop) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Loop loop;
    const Interruption interruption(loop);
    EXPECT_FALSE(interruption.happened());
    raise(signal);
    EXPECT_TRUE(loop.wait([&] { return interruption.happened(); }, kFarAway));
  }
}

TEST(Interruption, OtherEventsAreNone) {
  Loop loop;
  const Interruption interruption(loop);
  loop.run_ready();
  EXPECT_FALSE(loop.wait([&] { return interruption.happened(); }, Deadline(Within(0))));
}

TEST(InterruptionDeathTest, AfterItsEndASignalEndsTheProcessAgain) {
  const auto interrupted_later = [] {
    {
      Loop loop;
      const Interruption interruption(loop);
    }
    raise(SIGTERM);
  };
  EXPECT_EXIT(interrupted_later(), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace pipette
