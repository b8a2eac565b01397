#include "core/characters.hpp"

#include <algorithm>
#include <array>

namespace pipette {
namespace {

using std::string_view_literals::operator""sv;

struct Character {
  std::string_view bytes;
  std::string_view name;
  std::string_view looks_like;
};

constexpr std::array kCharacters = {
    Character{"\uFEFF", "a byte order mark (U+FEFF)", ""},
    Character{"\u00A0", "a no-break space (U+00A0)", " "},
    Character{"\u202F", "a narrow no-break space (U+202F)", " "},
    Character{"\u2009", "a thin space (U+2009)", " "},
    Character{"\u3000", "a wide space (U+3000)", " "},
    Character{"\u200B", "a zero-width space (U+200B)", ""},
    Character{"\u200C", "a zero-width non-joiner (U+200C)", ""},
    Character{"\u200D", "a zero-width joiner (U+200D)", ""},
    Character{"\u00AD", "a soft hyphen (U+00AD)", ""},
    Character{"\u2010", "a hyphen (U+2010)", "-"},
    Character{"\u2011", "a no-break hyphen (U+2011)", "-"},
    Character{"\u2013", "an en dash (U+2013)", "-"},
    Character{"\u2014", "an em dash (U+2014)", "-"},
    Character{"\u2212", "a minus sign (U+2212)", "-"},
    Character{"\u2018", "a curly quote (U+2018)", "'"},
    Character{"\u2019", "a curly quote (U+2019)", "'"},
    Character{"\u00B4", "an accent (U+00B4)", "'"},
    Character{"\u201C", "a curly quote (U+201C)", "\""},
    Character{"\u201D", "a curly quote (U+201D)", "\""},
    Character{"\u201E", "a low quote (U+201E)", "\""},
    Character{"\u2026", "an ellipsis (U+2026)", "..."},
    Character{"\uFF1A", "a wide colon (U+FF1A)", ":"},
    Character{"\uFF0C", "a wide comma (U+FF0C)", ","},
    Character{"\u0430", "a Cyrillic letter (U+0430)", "a"},
    Character{"\u0435", "a Cyrillic letter (U+0435)", "e"},
    Character{"\u043E", "a Cyrillic letter (U+043E)", "o"},
    Character{"\u0440", "a Cyrillic letter (U+0440)", "p"},
    Character{"\u0441", "a Cyrillic letter (U+0441)", "c"},
    Character{"\u0445", "a Cyrillic letter (U+0445)", "x"},
    Character{"\u0410", "a Cyrillic letter (U+0410)", "A"},
    Character{"\u0412", "a Cyrillic letter (U+0412)", "B"},
    Character{"\u0415", "a Cyrillic letter (U+0415)", "E"},
    Character{"\u041A", "a Cyrillic letter (U+041A)", "K"},
    Character{"\u041C", "a Cyrillic letter (U+041C)", "M"},
    Character{"\u041D", "a Cyrillic letter (U+041D)", "H"},
    Character{"\u041E", "a Cyrillic letter (U+041E)", "O"},
    Character{"\u0420", "a Cyrillic letter (U+0420)", "P"},
    Character{"\u0421", "a Cyrillic letter (U+0421)", "C"},
    Character{"\u0422", "a Cyrillic letter (U+0422)", "T"},
    Character{"\u0425", "a Cyrillic letter (U+0425)", "X"},
    Character{"\u03BF", "a Greek letter (U+03BF)", "o"},
    // These are what they are: nothing else is meant by them.
    Character{"\0"sv, "a zero byte", "\0"sv},
    Character{"\t", "a tab", "\t"},
    Character{"\b", "a backspace", "\b"},
    Character{"\v", "a vertical tab", "\v"},
    Character{"\f", "a form feed", "\f"},
    Character{"\x1B", "an escape byte", "\x1B"},
    Character{"\x7F", "a delete byte", "\x7F"},
};

const Character* at_start_of(std::string_view text) {
  const auto* const found = std::find_if(
      kCharacters.begin(), kCharacters.end(),
      [text](const Character& one) { return text.substr(0, one.bytes.size()) == one.bytes; });
  return found == kCharacters.end() ? nullptr : found;
}

}  // namespace

std::string_view character_name(std::string_view text) {
  const Character* character = at_start_of(text);
  return character != nullptr ? character->name : std::string_view();
}

std::string without_look_alikes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character* character = at_start_of(text);
    out += character != nullptr ? character->looks_like : text.substr(0, 1);
    text.remove_prefix(character != nullptr ? character->bytes.size() : 1);
  }
  return out;
}

}  // namespace pipette
