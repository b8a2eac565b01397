// A deadline is a moment: the earlier of two wins, and one that has passed stays passed.
#include "core/deadline.hpp"

#include <gtest/gtest.h>

namespace pipette {
namespace {

TEST(Deadline, OfNoTimeHasPassed) {
  EXPECT_TRUE(Deadline(Within(0)).passed());
  EXPECT_TRUE(Deadline(Clock::now()).passed());
}

TEST(Deadline, OfManyHoursHasNotPassed) {
  EXPECT_FALSE(Deadline(std::chrono::hours(1000)).passed());
}

TEST(Deadline, TheEarlierOfTwoWins) {
  const Deadline soon(Clock::time_point(std::chrono::seconds(1)));
  const Deadline late(Clock::time_point(std::chrono::seconds(2)));
  EXPECT_EQ(soon.earlier(late).at(), soon.at());
  EXPECT_EQ(late.earlier(soon).at(), soon.at());
}

}  // namespace
}  // namespace pipette
