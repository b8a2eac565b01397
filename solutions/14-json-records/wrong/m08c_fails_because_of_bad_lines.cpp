// fails: JsonRecords.EndsWellAfterBadLines
// mistake: Ends with exit code 1 when there were bad lines.
// misconception: one-spoils-all

#include "reader.hpp"

int main() {
  bool all_good = true;
  parts.report = [&](const Records& records, const Numbers& bad) {
    all_good = bad.empty();
    return report(records, bad);
  };
  run();
  return all_good ? 0 : 1;
}
