// fails: JsonRecords.AddsExactly
// mistake: Adds the scores in a double, which cannot hold every whole number.
// misconception: number-does-not-fit

#include <iostream>

#include "reader.hpp"

int main() {
  parts.total = [](const Records& records) {
    double total = 0;
    for (const Record& record : records) total += static_cast<double>(record.score);
    return std::to_string(static_cast<std::int64_t>(total));
  };
  return run();
}
