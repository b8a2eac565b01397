// A second look at a program: the same checks, on a build that finds its own faults in memory or
// between threads.
#pragma once

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"
#include "grade/grading.hpp"

namespace pipette {

/// Fills in `result.second_look`. For a run with --sanitize: what its checks have found. For a full
/// `pipette check` of the student's own file: after a crash the checks that crashed (at most
/// three), after a full score all of them, are run on a build with the lab's sanitizer; the outcome
/// is kept for as long as the program stays the same to the byte. Never costs points. Where this
/// machine has no sanitizers, the sentence says so, and of a run with --sanitize no check is
/// judged.
void look_again(const Lab& lab, const Grading& grading, LabResult& result);

}  // namespace pipette
