// fails: JsonRecords.IgnoresOtherMembers, JsonRecords.IgnoresDeepNesting
// mistake: Prints each record as it came, with all of its members.
// misconception: other-members

#include <iostream>

#include "reader.hpp"

int main() {
  parts.person = [](const Record& record) { return record.line; };
  return run();
}
