// Bytes as a person can read them. Everything a student's program produced passes through here
// before it reaches a screen or a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pipette {

/// The bytes between double quotes, in printable ASCII: `\n`, `\r`, `\t`, `\"`, `\\`, else `\xNN`.
/// More than `limit` bytes are cut in the middle, and the number left out is stated.
[[nodiscard]] std::string visible(std::string_view bytes, std::size_t limit = 120);

/// Text for a terminal: lines and tabs stay, valid UTF-8 stays, every other control or broken byte
/// becomes `\xNN`. Escape sequences can therefore do nothing.
[[nodiscard]] std::string printable(std::string_view text);

/// printable() for a text that may be long: after `limit` bytes, and never inside a character, it is
/// cut, and the number left out is stated.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// Offset of the first byte that differs; npos when both are equal. Where one is the beginning of
/// the other, the offset is the length of the shorter.
[[nodiscard]] std::size_t first_difference(std::string_view expected, std::string_view got);

/// Three lines: a window of both byte strings around their first difference, one under the other,
/// and a caret under it with the offset and both lengths. Empty when both are equal.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view got);

/// One sentence that names the common reason for this difference ("the line feed is missing"),
/// or nothing when none is known.
[[nodiscard]] std::string likely_reason(std::string_view expected, std::string_view got);

}  // namespace pipette
