// fails: JsonRecords.DecodesUnicodeEscapes, JsonRecords.JoinsSurrogatePairs
// mistake: Writes one byte for the character of an escape, and drops the rest of its number.
// misconception: characters-are-bytes

#include <iostream>

#include "reader.hpp"

int main() {
  parts.encode = [](std::uint32_t code) { return std::string(1, static_cast<char>(code)); };
  return run();
}
