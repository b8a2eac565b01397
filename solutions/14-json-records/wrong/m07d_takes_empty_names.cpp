// fails: JsonRecords.LimitsTheLengthOfNames
// mistake: Takes an empty name for a name.
// misconception: limits-of-the-contract

#include "reader.hpp"

int main() {
  parts.is_name = [](const std::string& name) { return characters_in(name) <= 200; };
  return run();
}
