// Inside check/ only: turns GoogleTest's callbacks into one event line per check.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "core/deadline.hpp"

namespace pipette {

/// Writes to a descriptor that no student's program inherits, and writes a result only after the
/// check's processes are dead.
class EventListener : public testing::EmptyTestEventListener {
 public:
  explicit EventListener(int descriptor) : descriptor_(descriptor) {}

 private:
  void OnTestStart(const testing::TestInfo& info) override;
  void OnTestPartResult(const testing::TestPartResult& part) override;
  void OnTestEnd(const testing::TestInfo& info) override;
  void write(std::string_view line) const;

  int descriptor_;
  Clock::time_point began_;
};

}  // namespace pipette
