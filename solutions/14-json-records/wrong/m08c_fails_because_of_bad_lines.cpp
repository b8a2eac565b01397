// fails: JsonRecords.EndsWellAfterBadLines
// mistake: Ends with exit code 1 when there were bad lines.
// misconception: one-spoils-all

#include <iostream>

#include "reader.hpp"

bool all_good = true;

int main() {
  parts.report = [](const Records& records, const Numbers& bad) {
    all_good = bad.empty();
    return report(records, bad);
  };
  run();
  return all_good ? 0 : 1;
}
