// fails: JsonRecords.AddsExactly
// mistake: Adds the scores in an int of 32 bits.
// misconception: number-does-not-fit

#include <iostream>

#include "reader.hpp"

int main() {
  parts.total = [](const Records& records) {
    std::uint32_t total = 0;
    for (const Record& record : records) total += static_cast<std::uint32_t>(record.score);
    return std::to_string(static_cast<std::int32_t>(total));
  };
  return run();
}
