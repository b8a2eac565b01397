// `pipette watch`: builds and grades at every save, on one screen.
#pragma once

#include "grade/grading.hpp"
#include "grade/opener.hpp"
#include "grade/options.hpp"

namespace pipette {

/// Until a key ends it; returns the exit code. `opener` shows the report. Throws UsageError where
/// there is no terminal, and Interrupted on Ctrl-C, SIGINT, SIGTERM and SIGHUP. The terminal is
/// then as it was before.
int watch_labs(const Place& place, const Options& options, const Opener& opener);

}  // namespace pipette
