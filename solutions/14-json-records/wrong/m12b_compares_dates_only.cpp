// fails: JsonRecords.SortsEqualDatesByName, JsonRecords.SortsManyRecordsInTime
// mistake: Compares only the dates: people of one day stay as they came.
// misconception: what-decides-among-equals

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_before = [](const Record& a, const Record& b) { return a.date < b.date; };
  return run();
}
