#include "core/bytes.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace pipette {
namespace {

std::string hex(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

std::string escaped(char c) {
  switch (c) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '"': return "\\\"";
    case '\\': return "\\\\";
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F ? std::string(1, c) : hex(byte);
}

std::string escaped(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += escaped(c);
  return out;
}

// Length of the valid UTF-8 character at the start of `text`, or 0 (RFC 3629, section 4).
std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = at(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((at(i) & 0xC0U) != 0x80) return 0;
  const bool overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool surrogate = lead == 0xED && at(1) > 0x9F;
  const bool too_large = lead == 0xF4 && at(1) > 0x8F;
  return overlong || surrogate || too_large ? 0 : length;
}

// C0, DEL and C1 controls, and the characters that turn the direction of text around.
bool is_harmless(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1)
    return (first >= 0x20 && first != 0x7F) || first == '\n' || first == '\t';
  if (first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0) return false;
  constexpr std::array<std::string_view, 11> kDirection = {"\u061C", "\u200E", "\u200F", "\u202A",
                                                           "\u202B", "\u202C", "\u202D", "\u202E",
                                                           "\u2066", "\u2067", "\u2068"};
  return std::find(kDirection.begin(), kDirection.end(), character) == kDirection.end() &&
         character != "\u2069" && character != "\u2028" && character != "\u2029";
}

// The part of `bytes` that a window starting at `from` shows, with its cut ends marked.
std::string window(std::string_view bytes, std::size_t from, std::size_t width) {
  const std::string_view part = bytes.substr(std::min(from, bytes.size()), width);
  return (from > 0 ? "..." : "") + ('"' + escaped(part) + '"') +
         (from + part.size() < bytes.size() ? "..." : "");
}

}  // namespace

std::string visible(std::string_view bytes, std::size_t limit) {
  if (bytes.size() <= limit) return '"' + escaped(bytes) + '"';
  const std::size_t head = limit * 2 / 3;
  const std::size_t tail = limit - head;
  return '"' + escaped(bytes.substr(0, head)) + "\" ... " + std::to_string(bytes.size() - limit) +
         " bytes left out ... \"" + escaped(bytes.substr(bytes.size() - tail)) + '"';
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    if (length > 0 && is_harmless(character)) out += character;
    else
      for (const char c : character) out += hex(static_cast<unsigned char>(c));
    text.remove_prefix(character.size());
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return printable(text);
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return printable(text.substr(0, end)) + " ... (" + std::to_string(text.size() - end) +
         " more bytes)";
}

std::size_t first_difference(std::string_view expected, std::string_view got) {
  const auto [in_expected, in_got] =
      std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
  if (in_expected == expected.end() && in_got == got.end()) return std::string_view::npos;
  return static_cast<std::size_t>(in_expected - expected.begin());
}

std::string difference(std::string_view expected, std::string_view got) {
  const std::size_t at = first_difference(expected, got);
  if (at == std::string_view::npos) return {};
  constexpr std::size_t kBefore = 24;
  constexpr std::size_t kWidth = 64;
  const std::size_t from = at > kBefore + kBefore / 2 ? at - kBefore : 0;
  const std::string shared =
      (from > 0 ? "..." : "") + ('"' + escaped(expected.substr(from, at - from)));
  return "expected  " + window(expected, from, kWidth) + "\n" + "     got  " +
         window(got, from, kWidth) + "\n" + std::string(10 + shared.size(), ' ') +
         "^ first difference at byte " + std::to_string(at) + " (expected " +
         std::to_string(expected.size()) + " bytes, got " + std::to_string(got.size()) + ")";
}

std::string likely_reason(std::string_view expected, std::string_view got) {
  const auto without = [](std::string_view text, std::string_view unwanted) {
    std::string out;
    for (const char c : text)
      if (unwanted.find(c) == std::string_view::npos) out += c;
    return out;
  };
  const std::size_t at = first_difference(expected, got);
  if (at == std::string_view::npos) return {};
  if (got.empty()) return "nothing came at all";
  if (std::string(got) + "\n" == expected) return "only the line feed at the end is missing";
  if (std::string(expected) + "\n" == got) return "there is one line feed too many at the end";
  if (at < expected.size() && expected[at] == '\0') return "it differs from a zero byte (\\x00) on";
  if (without(got, "\r") == without(expected, "\r"))
    return "the same but for \\r (carriage return) bytes";
  if (without(got, " \t\r\n") == without(expected, " \t\r\n"))
    return "the same but for blanks and line ends";
  if (got.substr(0, expected.size()) == expected) return "more came than was expected";
  if (expected.substr(0, got.size()) == got) return "the end is missing";
  return {};
}

}  // namespace pipette
