// fails: JsonRecords.RefusesScoresOutOfRange
// mistake: Takes every score that fits into 64 bits.
// misconception: limits-of-the-contract

#include "reader.hpp"

int main() {
  parts.is_score = [](std::int64_t) { return true; };
  return run();
}
