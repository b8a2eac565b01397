// fails: JsonRecords.RefusesLooseJson, JsonRecords.RefusesASecondValue
// mistake: Stops to read when the record is complete, and never sees what follows.
// misconception: value-ends-the-line

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_more = true;
  return run();
}
