// What a run changes of what is remembered: the best score, the last result, the hints given.
#pragma once

#include <string>

#include "core/verdict.hpp"
#include "grade/state.hpp"

namespace pipette {

/// Remembers a full run of the student's own file (see counts() in grading.hpp).
void remember(const State& state, const Lab& lab, const LabResult& result);

/// The next hint for the last result of the lab, for people; remembers that it was given. Says so
/// where no hint is needed. The lab must have a last result.
[[nodiscard]] std::string next_hint(const State& state, const Lab& lab);

}  // namespace pipette
