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

/// Text for a terminal or a log: lines and tabs stay, valid UTF-8 stays, every other control or
/// broken byte becomes `\xNN`, and so does what turns the direction of text around. Escape
/// sequences can therefore do nothing; and without_commands().
[[nodiscard]] std::string printable(std::string_view text);

/// The text without what a CI runner obeys when it finds it in a log: `::error::` at the beginning
/// of a line becomes `\x3A:error::`, and `##[error]` anywhere `\x23#[error]`. Part of printable();
/// whoever breaks lines anew calls it again. Source: ActionCommand.cs of actions/runner, and the
/// "logging commands" of Azure Pipelines.
[[nodiscard]] std::string without_commands(std::string_view text);

/// The text with `\xNN` for every byte that is not UTF-8; all else stays, controls too.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// A text of at most `limit` bytes (more than 64): of a longer one the first and the last lines,
/// and between them how many bytes were left out. Lines are only cut where they are longer than
/// that.
[[nodiscard]] std::string head_and_tail(std::string_view text, std::size_t limit);

/// printable() for a text that may be long: after `limit` bytes, and never inside a character, it
/// is cut, and the number left out is stated.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);

/// Offset of the first byte that differs; npos when both are equal. Where one is the beginning of
/// the other, the offset is the length of the shorter.
[[nodiscard]] std::size_t first_difference(std::string_view expected, std::string_view got);

/// What is shown of two byte strings around their first difference: as visible() shows them, at
/// most 68 columns wide, with "..." where an end is cut. Both hold the first byte that differs.
struct Windows {
  std::size_t at = 0;      ///< of the first difference; npos when both are equal, and nothing else
  std::size_t from = 0;    ///< the first byte that is shown
  std::size_t column = 0;  ///< of that difference, in both texts
  std::string expected{};
  std::string got{};
};

[[nodiscard]] Windows around_difference(std::string_view expected, std::string_view got);

/// Three lines: a window of both byte strings around their first difference, one under the other,
/// and a caret under it with the offset, both lengths, where the window begins when the beginning
/// is cut, and the names of the characters there when they cannot be told apart by looking. Empty
/// when both are equal.
[[nodiscard]] std::string difference(std::string_view expected, std::string_view got);

}  // namespace pipette
