// fails: JsonRecords.KeepsLargeScores, JsonRecords.WritesWholeNumbers, JsonRecords.AddsExactly
// mistake: Keeps numbers in doubles and prints them with <<, which shows six digits.
// misconception: number-does-not-fit

#include <sstream>

#include "reader.hpp"

int main() {
  parts.number = [](std::int64_t number) {
    std::ostringstream out;
    out << static_cast<double>(number);
    return out.str();
  };
  return run();
}
