// Setting text for a terminal or a log. Whatever goes in, no control byte but the line feed comes
// out, and no line that a CI runner obeys.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// What is shown of a compiler's output, in bytes: enough for every first error.
inline constexpr std::size_t kShownOutput = std::size_t{64} << 10U;

/// The text on one line: line feeds and tabs become `\n` and `\t`.
[[nodiscard]] std::string one_line(std::string_view text);

/// The lines of a text that may have several, tabs filled up to every eighth column.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// The text as one word of a shell's command line: as it is, or between single quotes.
[[nodiscard]] std::string shell_word(std::string_view text);

/// Prose, broken at blanks so that it fits into `width` columns. The first line starts at column
/// `start`, where the caller stands, the others at `indent`.
[[nodiscard]] std::string wrap(std::string_view prose, std::size_t start, std::size_t indent,
                               std::size_t width);

}  // namespace pipette
