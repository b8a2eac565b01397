// fails: JsonRecords.KeepsOtherAlphabets, JsonRecords.DecodesUnicodeEscapes, JsonRecords.JoinsSurrogatePairs, JsonRecords.SortsEqualDatesByName
// mistake: Escapes each byte above 127 by itself, as if it was a character.
// misconception: characters-are-bytes

#include <iostream>

#include "reader.hpp"

std::string byte_by_byte(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x80) {
      out += std::string("\\u00") + kDigits[byte >> 4U] + kDigits[byte & 15U];
    } else {
      out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
  }
  return out + "\"";
}

int main() {
  parts.quoted = byte_by_byte;
  return run();
}
