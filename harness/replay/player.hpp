// Plays a recorded conversation to a program: the same bytes, cut in the same way, in the same
// order, and each act only when the program has come as far as it had come in the recording.
#pragma once

#include <string>
#include <vector>

#include "engine/session.hpp"
#include "report/recording.hpp"

namespace pipette {

/// Whom to play to, and how.
struct PlayOptions {
  SessionOptions session;
  std::vector<std::string> command;  ///< an absolute path first
};

/// What a replay came to.
struct Played {
  std::vector<Event> events;  ///< one act for each step, as far as it came, and what came of them
  std::string stopped{};      ///< why it did not come to its end; empty: it did
};

/// Plays all steps, and sweeps. For something that had come in the recording it waits as long as
/// the recording says and 2 s more; then it goes on without.
[[nodiscard]] Played play(const Script& script, const PlayOptions& options);

}  // namespace pipette
