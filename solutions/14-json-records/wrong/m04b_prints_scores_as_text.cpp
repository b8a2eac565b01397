// fails: JsonRecords.ReportsOneRecord, JsonRecords.TakesMembersInAnyOrder, JsonRecords.KeepsLargeScores, JsonRecords.IgnoresOtherMembers, JsonRecords.KeepsTheOrderOfEquals
// mistake: Writes the score between quotes, as it does with name and date.
// misconception: form-of-numbers

#include <iostream>

#include "reader.hpp"

int main() {
  parts.person = [](const Record& record) {
    return "{\"name\":" + quoted(record.name) + ",\"date\":" + quoted(record.date) +
           ",\"score\":" + quoted(std::to_string(record.score)) + "}";
  };
  return run();
}
