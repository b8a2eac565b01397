// fails: JsonRecords.CountsCharactersNotBytes
// mistake: Counts a character above U+FFFF as two, as UTF-16 does.
// misconception: characters-are-bytes

#include <iostream>

#include "reader.hpp"

std::size_t units_in(const std::string& text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

int main() {
  parts.is_name = [](const std::string& name) { return !name.empty() && units_in(name) <= 200; };
  return run();
}
