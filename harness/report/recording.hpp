// A recorded conversation as a script: what the grader did, and what it had seen before each act.
// Recordings come from strangers: whatever no check can have recorded is refused here.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

/// How much had come on a lane, and whether it had come to its end. Of a program (lane "program")
/// only the end is told.
struct Seen {
  std::string lane;
  std::size_t bytes = 0;
  bool ended = false;
};

/// One thing that the grader did.
struct ScriptStep {
  Event act;
  std::chrono::nanoseconds gap{0};  ///< since the act before, or since the beginning
  std::vector<Seen> before{};       ///< the lanes on which something had come in the gap
  bool under_way = false;           ///< bytes that were on their way when the lane was closed
  std::string address{};            ///< of a connect: on the loopback network
};

/// What can be played again of a check.
struct Script {
  std::vector<Event> events;  ///< up to the first that was dropped; bytes stand before the close
                              ///< that met them on their way
  std::vector<ScriptStep> steps{};
  std::vector<Seen> last{};          ///< after the last step
  std::chrono::nanoseconds rest{0};  ///< how long the recording goes on after the last step
  std::string cut{};  ///< why the acts behind `steps` cannot be played; empty: these are all
};

/// Begins the words of an act that could not be done again.
inline constexpr std::string_view kNotReplayed = "not replayed: ";

/// Whether the grader did this: sent, started, connected, closed, sent a signal, gave up waiting;
/// or tried to.
[[nodiscard]] bool is_act(const Event& event);

/// "program", "2nd program": the lane of the program that was started as number `index` (from 0).
[[nodiscard]] std::string program_lane(std::size_t index);

/// The script of a check's events. Throws std::invalid_argument with the number of the event that
/// no check can have recorded, and why: "event 12: a signal for a program that was not started".
[[nodiscard]] Script script_of(const CheckResult& check);

}  // namespace pipette
