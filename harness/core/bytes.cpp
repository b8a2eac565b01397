#include "core/bytes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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

// Where `pattern` (small letters), beginning at `at`, ends in a line; npos when something else
// stands there. Runners compare as a dictionary does, which passes over invisible characters:
// therefore none counts that is not ASCII.
std::size_t end_of(std::string_view pattern, std::string_view line, std::size_t at) {
  for (const char wanted : pattern) {
    while (at < line.size() && static_cast<unsigned char>(line[at]) >= 0x80) ++at;
    if (at == line.size()) return std::string_view::npos;
    const char c = line[at++];
    if (wanted != (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)) return std::string_view::npos;
  }
  return at;
}

// Without what is a command wherever it stands: "##[group]" (GitHub, Azure), "##vso[task...]"
// (Azure), "##teamcity[...]".
std::string without_hash_commands(std::string_view text) {
  constexpr std::array<std::string_view, 3> kCommands = {"##[", "##vso[", "##teamcity["};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool command =
        text[i] == '#' &&
        std::any_of(kCommands.begin(), kCommands.end(), [&](std::string_view pattern) {
          return end_of(pattern, text, i) != std::string_view::npos;
        });
    if (command) out += hex('#');
    else out += text[i];
  }
  return out;
}

// Where a line begins with "::name ...::", which is a command of GitHub's; else npos. Blanks before
// it do not count, Unicode's neither (actions/runner, ActionCommand.TryParseV2).
std::size_t colon_command(std::string_view line) {
  std::size_t at = 0;
  const auto is_passed_over = [](char c) {
    return c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80;
  };
  while (at < line.size() && is_passed_over(line[at])) ++at;
  const std::size_t name = end_of("::", line, at);
  for (std::size_t i = name; i < line.size(); ++i)
    if (line[i] == ':' && end_of("::", line, i) != std::string_view::npos) return at;
  return std::string_view::npos;
}

std::string escaped(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += escaped(c);
  return without_hash_commands(out);
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

// The number of a valid UTF-8 character.
char32_t code_point(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return lead;
  char32_t code = lead & (0xFFU >> (character.size() + 1));
  for (const char c : character.substr(1))
    code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

// Not so: C0 (but for line feed and tab), DEL and C1 controls; what turns the direction of text
// around or ends lines; annotations; and two numbers that XML 1.0 forbids.
bool is_harmless(std::string_view character) {
  using Range = std::pair<char32_t, char32_t>;
  constexpr std::array<Range, 9> kHarmful = {Range{0x00, 0x08}, {0x0B, 0x1F},     {0x7F, 0x9F},
                                             {0x061C, 0x061C},  {0x200E, 0x200F}, {0x2028, 0x202E},
                                             {0x2066, 0x206F},  {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}};
  const char32_t code = code_point(character);
  return std::none_of(kHarmful.begin(), kHarmful.end(), [code](const Range& range) {
    return range.first <= code && code <= range.second;
  });
}

// The text with `\xNN` for each byte of what is no UTF-8 or is not to be kept.
template <typename Keep>
std::string in_hex_unless(const Keep& keep, std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    if (length > 0 && keep(character)) out += character;
    else
      for (const char c : character) out += hex(static_cast<unsigned char>(c));
    text.remove_prefix(character.size());
  }
  return out;
}

}  // namespace

std::string visible(std::string_view bytes, std::size_t limit) {
  if (bytes.size() <= limit) return '"' + escaped(bytes) + '"';
  const std::size_t head = limit * 2 / 3;
  const std::size_t tail = limit - head;
  return '"' + escaped(bytes.substr(0, head)) + "\" ... " + std::to_string(bytes.size() - limit) +
         " bytes left out ... \"" + escaped(bytes.substr(bytes.size() - tail)) + '"';
}

std::string without_commands(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, length);
    const std::size_t at = colon_command(line);
    if (at == std::string_view::npos) out += line;
    else out.append(line.substr(0, at)).append(hex(':')).append(line.substr(at + 1));
    text.remove_prefix(length);
  }
  return without_hash_commands(out);
}

std::string printable(std::string_view text) {
  return without_commands(in_hex_unless(is_harmless, text));
}

std::string valid_utf8(std::string_view text) {
  return in_hex_unless([](std::string_view) { return true; }, text);
}

std::string head_and_tail(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  constexpr std::size_t kNotice = 64;
  const std::size_t room = limit - std::min(limit, kNotice);
  std::string_view head = text.substr(0, room * 2 / 3);
  std::string_view tail = text.substr(text.size() - room / 3);
  head = head.substr(0, std::min(head.rfind('\n'), head.size()));
  tail.remove_prefix(tail.find('\n') + 1);  // nothing where there is no line feed
  return std::string(head) + "\n[... " + std::to_string(text.size() - head.size() - tail.size()) +
         " bytes left out ...]\n" + std::string(tail);
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return printable(text);
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return printable(text.substr(0, end)) + " ... (" + std::to_string(text.size() - end) +
         " more bytes)";
}

}  // namespace pipette
