// Time as the harness uses it: relative at the surface (Within), absolute inside (Deadline).
#pragma once

#include <algorithm>
#include <chrono>

namespace pipette {

using Clock = std::chrono::steady_clock;
using Within = std::chrono::nanoseconds;

/// A moment after which waiting is over. Computed once per operation, never restarted.
class Deadline {
 public:
  /// `limit` from now on.
  explicit Deadline(Within limit) : at_(Clock::now() + limit) {}
  explicit Deadline(Clock::time_point at) : at_(at) {}

  [[nodiscard]] Clock::time_point at() const { return at_; }
  [[nodiscard]] bool passed() const { return Clock::now() >= at_; }
  [[nodiscard]] Deadline earlier(Deadline other) const {
    return Deadline(std::min(at_, other.at_));
  }

 private:
  Clock::time_point at_;
};

/// "Promptly" in the labs' contracts, before slack.
inline constexpr Within kPromptly = std::chrono::seconds(2);
/// Time a server may take from its start until it can be called, before slack.
inline constexpr Within kStartUp = std::chrono::seconds(5);

}  // namespace pipette
