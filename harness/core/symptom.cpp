#include "core/symptom.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/bytes.hpp"
#include "core/characters.hpp"

namespace pipette {
namespace {

struct Entry {
  Symptom symptom;
  std::string_view word;
  std::string_view sentence{};
};

constexpr std::array kEntries = {
    Entry{Symptom::nothing_came, "nothing_came", "nothing came at all"},
    Entry{Symptom::missing_line_feed, "missing_line_feed",
          "only the line feed at the end is missing"},
    Entry{Symptom::extra_line_feed, "extra_line_feed",
          "there is one line feed too many at the end"},
    Entry{Symptom::carriage_return, "carriage_return",
          "the same but for \\r (carriage return) bytes"},
    Entry{Symptom::cut_at_zero_byte, "cut_at_zero_byte", "it differs from a zero byte (\\x00) on"},
    Entry{Symptom::only_blanks_differ, "only_blanks_differ",
          "the same but for blanks and line ends"},
    Entry{Symptom::only_case_differs, "only_case_differs",
          "the same but for small and capital letters"},
    Entry{Symptom::zero_bytes, "zero_bytes", "the same but for zero bytes (\\x00)"},
    Entry{Symptom::reversed, "reversed", "the same line from its end to its beginning"},
    Entry{Symptom::came_twice, "came_twice", "what was expected came twice"},
    Entry{Symptom::other_order, "other_order", "the same lines in another order"},
    Entry{Symptom::look_alikes, "look_alikes",
          "it looks the same, but some characters are others or cannot be seen"},
    Entry{Symptom::comma_for_point, "comma_for_point",
          "the same but for a comma in place of a point"},
    Entry{Symptom::one_off, "one_off", "the same but for a number that is off by one"},
    Entry{Symptom::one_byte_more, "one_byte_more", "there is one byte too many in the middle"},
    Entry{Symptom::one_byte_less, "one_byte_less", "one byte in the middle is missing"},
    Entry{Symptom::more_came, "more_came", "more came than was expected"},
    Entry{Symptom::end_missing, "end_missing", "the end is missing"},
    Entry{Symptom::held_back, "held_back"},
    Entry{Symptom::closed_before_reply, "closed_before_reply"},
    Entry{Symptom::reset, "reset"},
    Entry{Symptom::reset_after_reply, "reset_after_reply"},
    Entry{Symptom::spinning, "spinning"},
    Entry{Symptom::stopped, "stopped"},
    Entry{Symptom::waiting_for_input, "waiting_for_input"},
    Entry{Symptom::waiting_for_client, "waiting_for_client"},
    Entry{Symptom::waiting_for_peer, "waiting_for_peer"},
    Entry{Symptom::waiting_for_child, "waiting_for_child"},
    Entry{Symptom::waiting_for_lock, "waiting_for_lock"},
    Entry{Symptom::sleeping, "sleeping"},
    Entry{Symptom::client_waits, "client_waits"},
    Entry{Symptom::children_left, "children_left"},
    Entry{Symptom::address_in_use, "address_in_use"},
    Entry{Symptom::two_listeners, "two_listeners"},
    Entry{Symptom::wrong_exit_code, "wrong_exit_code"},
    Entry{Symptom::did_not_end, "did_not_end", "the program did not end"},
};

const Entry* find(Symptom symptom) {
  const auto* const entry = std::find_if(kEntries.begin(), kEntries.end(),
                                         [&](const Entry& e) { return e.symptom == symptom; });
  return entry == kEntries.end() ? nullptr : entry;
}

std::string without(std::string_view text, std::string_view unwanted) {
  std::string out;
  for (const char c : text)
    if (unwanted.find(c) == std::string_view::npos) out += c;
  return out;
}

std::string in_small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string with_points(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), ',', '.');
  return out;
}

std::string_view without_line_feed(std::string_view text) {
  return text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0));
}

bool is_reversed(std::string_view expected, std::string_view got) {
  const std::string_view line = without_line_feed(expected);
  return std::equal(line.rbegin(), line.rend(), without_line_feed(got).begin(),
                    without_line_feed(got).end());
}

std::vector<std::string_view> sorted_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(without_line_feed(text.substr(0, end)));
    text.remove_prefix(end);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Whether `longer` has one byte more than `shorter`, which first differs from it at `at`.
bool has_one_more(std::string_view longer, std::string_view shorter, std::size_t at) {
  return longer.size() == shorter.size() + 1 && longer.substr(at + 1) == shorter.substr(at);
}

// The number around the byte at `at` with the rest of the text behind it; nothing where there is no
// number, or none that is counted by hand.
struct Counted {
  long value = 0;
  std::string_view before;
  std::string_view behind;
};

std::optional<Counted> number_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t from = text.substr(0, at).find_last_not_of(kDigits) + 1;  // npos + 1 is 0
  const std::size_t to = std::min(text.find_first_not_of(kDigits, at), text.size());
  Counted counted{.before = text.substr(0, from), .behind = text.substr(to)};
  constexpr std::size_t kMostDigits = 9;
  if (to == from || to - from > kMostDigits) return std::nullopt;
  std::from_chars(text.data() + from, text.data() + to, counted.value);
  return counted;
}

bool is_one_off(std::string_view expected, std::string_view got, std::size_t at) {
  const auto left = number_at(expected, at);
  const auto right = number_at(got, at);
  return left && right && left->before == right->before && left->behind == right->behind &&
         (left->value == right->value + 1 || right->value == left->value + 1);
}

// What two texts have in common that differ in the middle.
std::vector<Symptom> near_misses(std::string_view expected, std::string_view got) {
  using enum Symptom;
  const std::size_t at = first_difference(expected, got);
  if (without(got, {"\0", 1}) == expected) return {zero_bytes};
  if (is_reversed(expected, got)) return {reversed};
  if (sorted_lines(expected) == sorted_lines(got)) return {other_order};
  if (without_look_alikes(got) == without_look_alikes(expected)) return {look_alikes};
  if (with_points(got) == with_points(expected)) return {comma_for_point};
  if (is_one_off(expected, got, at)) return {one_off};
  if (has_one_more(got, expected, at)) return {one_byte_more};
  if (has_one_more(expected, got, at)) return {one_byte_less};
  return {};
}

}  // namespace

std::string_view word(Symptom symptom) {
  const Entry* entry = find(symptom);
  return entry != nullptr ? entry->word : std::string_view();
}

std::string_view sentence(Symptom symptom) {
  const Entry* entry = find(symptom);
  return entry != nullptr ? entry->sentence : std::string_view();
}

std::optional<Symptom> symptom_of(std::string_view word) {
  for (const Entry& entry : kEntries)
    if (entry.word == word) return entry.symptom;
  return std::nullopt;
}

std::vector<Symptom> symptoms(std::string_view expected, std::string_view got) {
  using enum Symptom;
  const std::size_t at = first_difference(expected, got);
  if (at == std::string_view::npos) return {};
  if (got.empty()) return {nothing_came};
  if (std::string(got) + "\n" == expected) return {missing_line_feed};
  if (std::string(expected) + "\n" == got) return {extra_line_feed};
  std::vector<Symptom> found;
  if (at < expected.size() && expected[at] == '\0') found.push_back(cut_at_zero_byte);
  if (without(got, "\r") == without(expected, "\r")) found.push_back(carriage_return);
  else if (without(got, " \t\r\n") == without(expected, " \t\r\n"))
    found.push_back(only_blanks_differ);
  else if (in_small_letters(got) == in_small_letters(expected)) found.push_back(only_case_differs);
  if (got == std::string(expected) + std::string(expected)) found.push_back(came_twice);
  if (got.substr(0, expected.size()) == expected) found.push_back(more_came);
  else if (expected.substr(0, got.size()) == got) found.push_back(end_missing);
  if (found.empty()) found = near_misses(expected, got);
  return found;
}

std::vector<Symptom> symptoms_named_in(std::string_view text) {
  std::vector<Symptom> found;
  for (const Entry& entry : kEntries)
    if (!entry.sentence.empty() && text.find(entry.sentence) != std::string_view::npos)
      found.push_back(entry.symptom);
  return found;
}

}  // namespace pipette
