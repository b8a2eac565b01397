// fails: JsonRecords.IgnoresOtherMembers
// mistake: Looks for the three names in the values inside the record, too.
// misconception: other-members

#include <iostream>

#include "reader.hpp"

// The first member of this name, wherever it stands.
const Value* anywhere(const Value& value, const char* name) {
  if (value.kind == Value::Kind::array) {
    for (const Value& item : value.items)
      if (const Value* found = anywhere(item, name)) return found;
    return nullptr;
  }
  for (std::size_t i = 0; i < value.items.size(); i += 2) {
    if (value.items[i].text == name) return &value.items[i + 1];
    if (const Value* found = anywhere(value.items[i + 1], name)) return found;
  }
  return nullptr;
}

int main() {
  parts.member = [](const Value& object, const char* name) -> const Value& {
    std::size_t times = 0;
    for (std::size_t i = 0; i < object.items.size(); i += 2)
      if (object.items[i].text == name) ++times;
    demand(times == 1, "the member is there twice, or never");
    return *anywhere(object, name);
  };
  return run();
}
