// fails: JsonRecords.RefusesIncompleteRecords
// mistake: Makes up a value for each member that is missing.
// misconception: absent-is-zero

#include "reader.hpp"

const Value& member_or_default(const Value& object, const std::string& name) {
  static const Value kNobody{Value::Kind::text, "unknown"};
  static const Value kNoDay{Value::Kind::text, "1970-01-01"};
  static const Value kZero{Value::Kind::number, "0"};
  for (std::size_t i = 0; i < object.items.size(); i += 2)
    if (object.items[i].text == name) return only_member(object, name);
  if (name == "score") return kZero;
  return name == "name" ? kNobody : kNoDay;
}

int main() {
  parts.member = member_or_default;
  return run();
}
