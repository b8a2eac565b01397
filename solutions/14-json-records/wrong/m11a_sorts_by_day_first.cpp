// fails: JsonRecords.SortsByDate, JsonRecords.FindsTheFirstAndTheLastDate, JsonRecords.SortsManyRecordsInTime
// mistake: Compares day, then month, then year.
// misconception: largest-unit-first

#include <iostream>

#include "reader.hpp"

std::string turned_round(const std::string& date) {
  return date.substr(8, 2) + date.substr(5, 2) + date.substr(0, 4);
}

int main() {
  parts.is_before = [](const Record& a, const Record& b) {
    return a.date != b.date ? turned_round(a.date) < turned_round(b.date) : a.name < b.name;
  };
  return run();
}
