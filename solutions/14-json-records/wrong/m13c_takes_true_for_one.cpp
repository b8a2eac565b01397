// fails: JsonRecords.TakesOnlyWholeNumbers
// mistake: Takes true for 1 and false for 0.
// misconception: kinds-of-values

#include "reader.hpp"

int main() {
  parts.number_in = [](const Value& value) {
    if (value.kind == Value::Kind::word && value.text != "null")
      return std::int64_t{value.text == "true"};
    return whole_number(value);
  };
  return run();
}
