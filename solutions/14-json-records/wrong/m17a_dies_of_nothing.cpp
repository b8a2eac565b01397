// fails: JsonRecords.ReportsEmptyInput
// mistake: Takes the first of the people without asking whether there is one.
// misconception: nothing-is-a-case

#include <iostream>

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, const Numbers& bad) {
    const std::string first = records.at(0).date;
    return report(records, bad);
  };
  return run();
}
