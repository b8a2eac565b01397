// fails: JsonRecords.TakesMembersInAnyOrder, JsonRecords.IgnoresOtherMembers
// mistake: Takes the first three values of a record, whatever their names are.
// misconception: json-has-one-layout

#include <iostream>

#include "reader.hpp"

const Value& value_at(const Value& object, const char* name) {
  const std::size_t place = *name == 'n' ? 0 : *name == 'd' ? 1 : 2;
  (void)only_member(object, name);
  return object.items[2 * place + 1];
}

int main() {
  parts.member = value_at;
  return run();
}
