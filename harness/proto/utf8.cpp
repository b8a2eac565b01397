#include "proto/utf8.hpp"

#include <algorithm>

namespace pipette {

Utf8Start utf8_start(std::string_view bytes) {
  using Kind = Utf8Start::Kind;
  const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) return {Kind::whole, 1};
  // Outside these lie the bytes that can only begin overlong forms or too large numbers.
  if (first < 0xc2 || first > 0xf4) return {Kind::broken, 1};
  const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  unsigned char least = 0x80;
  unsigned char most = 0xbf;
  if (first == 0xe0) least = 0xa0;  // less would be overlong
  if (first == 0xed) most = 0x9f;   // more would be a surrogate
  if (first == 0xf0) least = 0x90;  // less would be overlong
  if (first == 0xf4) most = 0x8f;   // more would be above U+10FFFF
  for (std::size_t i = 1; i < length; ++i) {
    if (i == bytes.size()) return {Kind::cut, i};
    if (at(i) < least || at(i) > most) return {Kind::broken, i};
    least = 0x80;
    most = 0xbf;
  }
  return {Kind::whole, length};
}

std::string decode_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  const auto is_ascii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
  while (!bytes.empty()) {
    // Most text is ASCII, and there can be a lot of it.
    const auto ascii = static_cast<std::size_t>(
        std::find_if_not(bytes.begin(), bytes.end(), is_ascii) - bytes.begin());
    text.append(bytes.substr(0, ascii));
    bytes.remove_prefix(ascii);
    if (bytes.empty()) break;
    const Utf8Start start = utf8_start(bytes);
    text += start.kind == Utf8Start::Kind::whole ? bytes.substr(0, start.length) : "\xef\xbf\xbd";
    bytes.remove_prefix(start.length);
  }
  return text;
}

}  // namespace pipette
