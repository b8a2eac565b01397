#include "core/symptom.hpp"

#include <algorithm>
#include <array>

#include "core/bytes.hpp"

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
  if (got.substr(0, expected.size()) == expected) found.push_back(more_came);
  else if (expected.substr(0, got.size()) == got) found.push_back(end_missing);
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
