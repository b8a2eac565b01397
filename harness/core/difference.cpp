// What two byte strings have in common, and where they part.
#include <algorithm>
#include <string>
#include <vector>

#include "core/bytes.hpp"
#include "core/characters.hpp"

namespace pipette {
namespace {

// A window on two byte strings around their first difference. Counted in columns, because an
// escaped byte takes up to four: the drawing fits into 80 columns with its labels.
constexpr std::size_t kColumns = 60;
constexpr std::size_t kColumnsBefore = 24;

// One byte as visible() shows it, without the quotes.
std::string escaped(char c) {
  const std::string quoted = visible({&c, 1});
  return quoted.substr(1, quoted.size() - 2);
}

std::size_t width(char c) { return escaped(c).size(); }

// Where the window begins: at the beginning, if that is near enough.
std::size_t window_start(std::string_view shared) {
  std::size_t columns = 0;
  std::size_t from = shared.size();
  while (from > 0 && columns + width(shared[from - 1]) <= kColumnsBefore)
    columns += width(shared[--from]);
  constexpr std::size_t kNotWorthCutting = kColumnsBefore / 2;
  columns = 0;
  for (std::size_t i = 0; i < from && columns <= kNotWorthCutting; ++i) columns += width(shared[i]);
  return columns > kNotWorthCutting ? from : 0;
}

// The part of the bytes that is shown: at least up to the difference at `at`, and that byte itself.
std::string_view window(std::string_view bytes, std::size_t from, std::size_t at) {
  std::size_t columns = 0;
  std::size_t to = from;
  while (to < bytes.size() && (to <= at || columns + width(bytes[to]) <= kColumns))
    columns += width(bytes[to++]);
  return bytes.substr(from, to - from);
}

constexpr std::string_view kHidden = "\\x23";

// Whether visible() hides the '#' at the start of a text, because it begins a command.
bool is_hidden(std::string_view text) {
  constexpr std::size_t kLongestCommand = 16;
  return text.front() == '#' &&
         visible(text.substr(0, kLongestCommand)).compare(1, kHidden.size(), kHidden) == 0;
}

// The bytes one by one as visible() shows them. Where a '#' begins a command here or in `other`,
// both sides escape it: the shared beginning must look the same.
std::vector<std::string> drawn(std::string_view part, std::string_view other) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool hidden = is_hidden(part.substr(i)) ||
                        (i < other.size() && part[i] == '#' && is_hidden(other.substr(i)));
    out.push_back(hidden ? std::string(kHidden) : escaped(part[i]));
  }
  return out;
}

std::string joined(const std::vector<std::string>& pieces, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += pieces[i];
  return out;
}

// Bytes of the UTF-8 character that begins with `lead`; 1 where none does.
std::size_t length_by(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

// The character that holds the byte at `at`, in words: "a tab", "the end", "\"x\"".
std::string character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return "the end";
  std::size_t lead = at;
  for (std::size_t back = 1; back <= std::min<std::size_t>(at, 3); ++back)
    if (length_by(text[at - back]) > back) lead = at - back;
  const std::string_view name = character_name(text.substr(lead));
  if (!name.empty()) return std::string(name);
  return visible(text.substr(lead, std::max(length_by(text[lead]), at - lead + 1)));
}

// Words for a difference that cannot be seen; empty where looking is enough.
std::string unseen(std::string_view expected, std::string_view got, std::size_t at) {
  const std::string left = character_at(expected, at);
  const std::string right = character_at(got, at);
  const auto is_named = [](const std::string& words) {
    return words.front() != '"' && words != "the end";
  };
  return is_named(left) || is_named(right) ? ": expected " + left + ", got " + right : "";
}

}  // namespace

std::size_t first_difference(std::string_view expected, std::string_view got) {
  const auto [in_expected, in_got] =
      std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
  if (in_expected == expected.end() && in_got == got.end()) return std::string_view::npos;
  return static_cast<std::size_t>(in_expected - expected.begin());
}

Windows around_difference(std::string_view expected, std::string_view got) {
  const std::size_t at = first_difference(expected, got);
  if (at == std::string_view::npos) return {.at = at};
  const std::size_t from = window_start(expected.substr(0, at));
  const std::string_view left = window(expected, from, at);
  const std::string_view right = window(got, from, at);
  const std::string begin = from > 0 ? "...\"" : "\"";
  const auto shown = [&](std::string_view all, std::string_view part, std::string_view other) {
    return begin + joined(drawn(part, other), part.size()) +
           (from + part.size() < all.size() ? "\"..." : "\"");
  };
  return {.at = at,
          .from = from,
          .column = begin.size() + joined(drawn(left, right), at - from).size(),
          .expected = shown(expected, left, right),
          .got = shown(got, right, left)};
}

std::string difference(std::string_view expected, std::string_view got) {
  const Windows windows = around_difference(expected, got);
  if (windows.at == std::string_view::npos) return {};
  constexpr std::size_t kLabel = 10;
  return "expected  " + windows.expected + "\n     got  " + windows.got + "\n" +
         std::string(kLabel + windows.column, ' ') + "^ first difference at byte " +
         std::to_string(windows.at) + " (expected " + std::to_string(expected.size()) +
         " bytes, got " + std::to_string(got.size()) +
         (windows.from > 0 ? "; shown from byte " + std::to_string(windows.from) : "") + ")" +
         unseen(expected, got, windows.at);
}

}  // namespace pipette
