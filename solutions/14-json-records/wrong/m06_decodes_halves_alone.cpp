// fails: JsonRecords.JoinsSurrogatePairs, JsonRecords.RefusesHalfPairs
// mistake: Takes each half of a surrogate pair for a character, and writes three bytes for it.
// misconception: halves-of-a-pair

#include <iostream>

#include "reader.hpp"

int main() {
  parts.joins_halves = false;
  return run();
}
