// fails: JsonRecords.TakesOnlyWholeNumbers
// mistake: Takes "7", 1.0 and true for whole numbers, because they can be turned into one.
// misconception: kinds-of-values

#include <iostream>

#include "reader.hpp"

std::int64_t number_of_anything(const Value& value) {
  const bool is_word = value.kind == Value::Kind::word && value.text != "null";
  if (is_word) return value.text == "true" ? 1 : 0;
  demand(value.kind == Value::Kind::number || value.kind == Value::Kind::text, "no number");
  if (value.text.find_first_of(".eE") != std::string::npos)
    return static_cast<std::int64_t>(std::stod(value.text));
  return whole_number({Value::Kind::number, value.text});
}

int main() {
  parts.number_in = number_of_anything;
  return run();
}
