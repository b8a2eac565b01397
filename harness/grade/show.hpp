// `pipette show` and `pipette report`: the last run again.
#pragma once

#include "grade/grading.hpp"
#include "grade/opener.hpp"

namespace pipette {

/// Prints the last run, or the last one of a lab, or one check of it in full. Returns the exit code
/// of that run. Throws UsageError where there was none.
int show_run(const Place& place, const Options& options);

/// Writes the last run as one HTML file and opens it. Prints where it is.
int write_report(const Place& place, const Options& options, const Opener& opener);

/// Writes the last run as .pipette/report.html and opens it. Returns a sentence for the user.
[[nodiscard]] std::string open_report(const Place& place, const Opener& opener);

}  // namespace pipette
