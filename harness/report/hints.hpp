// The hints of one check, as `pipette hint` gives them away.
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// The first `level` (1 to 3) hints of a failed check, and how to go on. Ends in a line feed.
[[nodiscard]] std::string hints(const CheckResult& check, int level, int lab_number);

}  // namespace pipette
