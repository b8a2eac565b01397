// fails: JsonRecords.KeepsTheZeroCharacter
// mistake: Hands names on as char pointers, which end at a zero.
// misconception: text-ends-at-zero

#include <iostream>

#include "reader.hpp"

int main() {
  parts.quoted = [](const std::string& text) { return ::quoted(text.c_str()); };
  return run();
}
