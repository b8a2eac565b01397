// fails: JsonRecords.RefusesHalfPairs
// mistake: Puts U+FFFD in the place of half a surrogate pair, and takes the name.
// misconception: halves-of-a-pair

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_halves = true;
  return run();
}
