// The protection report, for people and for programs.
#pragma once

#include <cstddef>
#include <string>

#include "core/protection.hpp"

namespace pipette {

/// One line per layer and protection, reasons wrapped to `width` columns; ends in a line feed.
[[nodiscard]] std::string to_text(const ProtectionReport& report, std::size_t width);

/// A JSON object, without a line feed at its end.
[[nodiscard]] std::string to_json(const ProtectionReport& report);

}  // namespace pipette
