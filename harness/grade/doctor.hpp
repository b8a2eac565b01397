// `pipette doctor`: what this machine offers.
#pragma once

#include "grade/commands.hpp"

namespace pipette {

/// Prints compiler, libraries, kernel and protection. Returns the exit code: 2 where a layer that
/// `options` require is absent. Throws HarnessError where the protection does not hold.
int see_doctor(const Place& place, const Options& options);

}  // namespace pipette
