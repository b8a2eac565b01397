// Setting text for a terminal. Whatever goes in, no control byte but the line feed comes out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// The text on one line: line feeds and tabs become `\n` and `\t`.
[[nodiscard]] std::string one_line(std::string_view text);

/// The lines of a text that may have several, tabs filled up to every eighth column.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// Prose, broken at blanks so that it fits into `width` columns. The first line starts at column
/// `start`, where the caller stands, the others at `indent`.
[[nodiscard]] std::string wrap(std::string_view prose, std::size_t start, std::size_t indent,
                               std::size_t width);

}  // namespace pipette
