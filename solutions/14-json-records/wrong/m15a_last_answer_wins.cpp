// fails: JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Takes the last of two members with the same name.
// misconception: two-answers

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
  parts.member = last_member;
  return run();
}
