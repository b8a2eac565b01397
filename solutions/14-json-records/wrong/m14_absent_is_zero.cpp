// fails: JsonRecords.RefusesIncompleteRecords
// mistake: Takes 0 for a score that is missing.
// misconception: absent-is-zero

#include <iostream>

#include "reader.hpp"

const Value& member_or_zero(const Value& object, const char* name) {
  static const Value kZero{Value::Kind::number, "0"};
  const auto& items = object.items;
  for (std::size_t i = 0; i < items.size(); i += 2)
    if (items[i].text == name) return only_member(object, name);
  return std::string(name) == "score" ? kZero : only_member(object, name);
}

int main() {
  parts.member = member_or_zero;
  return run();
}
