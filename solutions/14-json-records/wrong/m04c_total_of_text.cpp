// fails: JsonRecords.ReportsOneRecord, JsonRecords.ReadsAnUnfinishedLastLine, JsonRecords.ReportsEmptyInput, JsonRecords.AddsExactly, JsonRecords.IgnoresOtherMembers, JsonRecords.SortsManyRecordsInTime
// mistake: Writes the total as a text.
// misconception: form-of-numbers

#include "reader.hpp"

int main() {
  parts.total = [](const Records& records) { return quoted(total_of(records)); };
  return run();
}
