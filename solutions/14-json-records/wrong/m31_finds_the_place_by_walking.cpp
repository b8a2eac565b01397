// fails: JsonRecords.SortsManyRecordsInTime
// mistake: Compares each new record with all that are there before it, one after the other.
// misconception: work-grows

#include <list>

#include "reader.hpp"

// Puts each record behind the last one that does not come after it.
void sort_by_walking(Records& records) {
  std::list<Record> sorted;
  for (const Record& record : records) {
    auto place = sorted.begin();
    while (place != sorted.end() && !parts.is_before(record, *place)) ++place;
    sorted.insert(place, record);
  }
  records.assign(sorted.begin(), sorted.end());
}

int main() {
  parts.sort = sort_by_walking;
  return run();
}
