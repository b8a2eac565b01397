// fails: JsonRecords.WritesWholeNumbers, JsonRecords.AddsExactly
// mistake: Prints every number with std::to_string of a double, as in 7.000000.
// misconception: form-of-numbers

#include <iostream>

#include "reader.hpp"

int main() {
  parts.number = [](std::int64_t number) { return std::to_string(static_cast<double>(number)); };
  return run();
}
