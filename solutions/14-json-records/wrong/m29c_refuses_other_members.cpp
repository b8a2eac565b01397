// fails: JsonRecords.IgnoresOtherMembers, JsonRecords.IgnoresDeepNesting, JsonRecords.ReadsLongLines
// mistake: Takes a line with further members for a bad one.
// misconception: other-members

#include <iostream>

#include "reader.hpp"

int main() {
  parts.record_of = [](const Value& value) {
    demand(value.items.size() <= 6, "more members than three");
    return record_of(value);
  };
  return run();
}
