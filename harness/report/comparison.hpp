// What a program did when a recorded conversation was played to it again, beside what was recorded.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/verdict.hpp"
#include "report/terminal.hpp"

namespace pipette {

enum class Likeness {
  same,
  differs,
  not_replayed,  ///< the replay did not come so far, or this cannot be done again
  not_compared,  ///< only told
};

/// One step of the recording, and what came of it now. All texts are printable.
struct ComparedRow {
  std::size_t step = 0;  ///< from 1; 0: these are only words
  std::chrono::nanoseconds at{0};
  std::string text{};  ///< what happened then: "grader <-- client    \"cba\\n\""
  Likeness likeness = Likeness::same;
  std::string now{};                   ///< where it differs, in a few words: what happened now
  std::vector<std::string> drawing{};  ///< both byte strings, one under the other
};

/// A recording and its replay, aligned by lane and direction.
struct Comparison {
  std::vector<ComparedRow> rows{};
  std::size_t steps = 0;
  std::size_t replayed = 0;
  std::size_t first_difference = 0;  ///< the step; 0: there is none
  std::string cut{};                 ///< why the replay could not go on; empty: it did
  std::vector<std::pair<std::uint16_t, std::uint16_t>> ports{};  ///< that changed: then, now
};

/// Compares the events of a recording with those of its replay, which holds one act for each act
/// of the recording, as far as it came. What was received is compared as one stream per lane: how a
/// program cuts its output does not count, nor does the time, nor a time of day in what came. Of
/// standard error only whether anything came is compared. The reason of `now` says why it ended
/// early. Throws std::invalid_argument as script_of() does.
[[nodiscard]] Comparison compare(const CheckResult& then, const CheckResult& now);

/// Where a recording comes from, and what was run now.
struct ReplayOrigin {
  int lab = 0;
  std::string recorded{};  ///< "2026-11-23T06:12:00Z"
  std::string then{};      ///< the program of the recording
  std::string now{};
};

/// The comparison for a terminal; its last line is the outcome.
[[nodiscard]] std::string to_terminal(const Comparison& comparison, const CheckResult& then,
                                      const ReplayOrigin& origin, const TerminalStyle& style);

}  // namespace pipette
