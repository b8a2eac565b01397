// fails: JsonRecords.RefusesOtherKindsOfValues
// mistake: Takes a number or a word for a name, too.
// misconception: kinds-of-values

#include <iostream>

#include "reader.hpp"

int main() {
  parts.name_in = [](const Value& value) {
    demand(value.kind != Value::Kind::array && value.kind != Value::Kind::object, "no text");
    return value.text;
  };
  return run();
}
