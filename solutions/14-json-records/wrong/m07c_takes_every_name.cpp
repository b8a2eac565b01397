// fails: JsonRecords.LimitsTheLengthOfNames
// mistake: Takes every text for a name, however short or long it is.
// misconception: limits-of-the-contract

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_name = [](const std::string&) { return true; };
  return run();
}
