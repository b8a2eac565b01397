// fails: JsonRecords.SortsByDate, JsonRecords.FindsTheFirstAndTheLastDate, JsonRecords.SortsEqualDatesByName, JsonRecords.SortsManyRecordsInTime
// mistake: Lists the people in the order in which they came.
// misconception: order-of-the-input

#include <iostream>

#include "reader.hpp"

int main() {
  parts.sort = [](Records&) {};
  return run();
}
