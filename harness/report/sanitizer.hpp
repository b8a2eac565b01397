// Reads what a sanitizer wrote when it found a fault in a student's program.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

/// The first report in a program's standard error, or nothing where there is none: what was found
/// in one or two plain sentences, the frames that lie in `own_files` ("echo.cpp"), and the report
/// itself, all printable. The check is left for the caller to fill in. Knows AddressSanitizer,
/// LeakSanitizer, UndefinedBehaviorSanitizer and ThreadSanitizer of GCC and Clang.
[[nodiscard]] std::optional<SecondLook> read_sanitizer_report(
    std::string_view text, const std::vector<std::string>& own_files);

}  // namespace pipette
