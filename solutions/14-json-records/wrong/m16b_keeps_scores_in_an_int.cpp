// fails: JsonRecords.KeepsLargeScores, JsonRecords.AddsExactly
// mistake: Keeps each score in an int of 32 bits, where only a part of it fits.
// misconception: number-does-not-fit

#include <iostream>

#include "reader.hpp"

int main() {
  parts.number_in = [](const Value& value) {
    const std::int64_t number = whole_number(value);
    demand(parts.is_score(number), "too large");
    return std::int64_t{static_cast<std::int32_t>(number)};
  };
  return run();
}
