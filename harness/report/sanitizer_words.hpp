// Inside report/ only: the lines of one sanitizer report, and what they mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// One report; the first line is the one that names the fault.
using SanitizerLines = std::vector<std::string>;

/// What stands behind the first `mark` in a text; empty where it does not occur.
[[nodiscard]] std::string_view behind(std::string_view text, std::string_view mark);

/// One plain sentence for what a report says; for an unknown kind, one that quotes its name.
[[nodiscard]] std::string sanitizer_sentence(const SanitizerLines& report);

}  // namespace pipette
