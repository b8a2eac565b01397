// fails: JsonRecords.LimitsTheLengthOfNames
// mistake: Asks only whether there is a name, and not how long it is.
// misconception: limits-of-the-contract

#include "reader.hpp"

int main() {
  parts.is_name = [](const std::string& name) { return !name.empty(); };
  return run();
}
