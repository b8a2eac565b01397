// fails: JsonRecords.CountsCharactersNotBytes, JsonRecords.LimitsTheLengthOfNames
// mistake: Refuses a name of exactly 200 characters.
// misconception: limits-of-the-contract

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_name = [](const std::string& name) {
    return !name.empty() && characters_in(name) < 200;
  };
  return run();
}
