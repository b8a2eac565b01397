// fails: JsonRecords.CountsCharactersNotBytes
// mistake: Limits the length of a name to 200 bytes.
// misconception: characters-are-bytes

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_name = [](const std::string& name) { return !name.empty() && name.size() <= 200; };
  return run();
}
