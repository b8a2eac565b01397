#include "grade/keyboard.hpp"

#include <map>
#include <optional>

namespace pipette {
namespace {

constexpr char kEscape = '\x1b';

std::optional<Key> key_of(char c) {
  static const std::map<char, Key> kKeys = {
      {'h', Key::hint},       {'r', Key::again},     {'n', Key::next},    {'o', Key::open},
      {'q', Key::quit},       {' ', Key::page_down}, {'b', Key::page_up}, {'\x03', Key::interrupt},
      {'\x1a', Key::suspend}, {'\x0c', Key::redraw}};
  const bool upper = c >= 'A' && c <= 'Z';
  const auto found = kKeys.find(upper ? static_cast<char>(c - 'A' + 'a') : c);
  return found != kKeys.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<Key> key_of(const std::string& sequence) {
  static const std::map<std::string, Key> kKeys = {{"[A", Key::up},       {"[B", Key::down},
                                                   {"[5~", Key::page_up}, {"[6~", Key::page_down},
                                                   {"OA", Key::up},       {"OB", Key::down}};
  const auto found = kKeys.find(sequence.substr(1));
  return found != kKeys.end() ? std::optional(found->second) : std::nullopt;
}

bool is_complete(const std::string& sequence) {
  return sequence.size() > 2 && sequence.back() >= '@' && sequence.back() <= '~';
}

}  // namespace

std::vector<Key> Keyboard::keys(std::string_view bytes) {
  // No terminal sends longer ones.
  constexpr std::size_t kLongest = 16;
  std::vector<Key> found;
  for (const char c : bytes) {
    const bool alone = sequence_.size() == 1 && c != '[' && c != 'O';
    if (c == kEscape || alone || sequence_.size() == kLongest) sequence_.clear();
    if (c == kEscape || !sequence_.empty()) sequence_ += c;
    std::optional<Key> key;
    if (sequence_.empty()) key = key_of(c);
    if (is_complete(sequence_)) {
      key = key_of(sequence_);
      sequence_.clear();
    }
    if (key) found.push_back(*key);
  }
  return found;
}

}  // namespace pipette
