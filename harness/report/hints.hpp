// The hints of a lab, as `pipette hint` gives them away.
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// What the hints of a lab are about: the likeliest misconception, or else the first failed check.
/// Another subject begins with its first hint again. Empty when nothing failed.
[[nodiscard]] std::string hint_subject(const LabResult& lab);

/// How many hints there are: three for the likeliest misconception, if there is one, and then three
/// for the first failed check.
[[nodiscard]] int hint_levels(const LabResult& lab);

/// The hints up to `level` (1 to hint_levels()) that belong together, and how to go on. The lab has
/// a failed check. Ends in a line feed.
[[nodiscard]] std::string hints(const LabResult& lab, int level);

}  // namespace pipette
