// fails: JsonRecords.RefusesAByteOrderMark, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Takes whatever its library takes: a byte order mark, and the last of two members.
// misconception: library-decides

#include <iostream>

#include "reader.hpp"

const Value& last_member(const Value& object, const char* name) {
  const Value* found = nullptr;
  for (std::size_t i = 0; i < object.items.size(); i += 2)
    if (object.items[i].text == name) found = &object.items[i + 1];
  demand(found != nullptr, "the member is missing");
  return *found;
}

int main() {
  parts.takes_mark = true;
  parts.member = last_member;
  return run();
}
