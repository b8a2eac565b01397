// `pipette replay FILE`: what was recorded once, played to the program of today.
#pragma once

#include "grade/commands.hpp"

namespace pipette {

/// Plays the chosen conversations of a report to the program, and prints where it differs now.
/// Returns the exit code: 0 where it behaves as it did then, 1 where it differs or was not built.
/// Throws UsageError where the report cannot be read or holds no such conversation.
int replay_report(const Place& place, const Options& options);

}  // namespace pipette
