// fails: JsonRecords.TakesOnlyWholeNumbers
// mistake: Takes "7" between quotes for a score.
// misconception: kinds-of-values

#include "reader.hpp"

int main() {
  parts.number_in = [](const Value& value) {
    if (value.kind == Value::Kind::text) return whole_number({Value::Kind::number, value.text});
    return whole_number(value);
  };
  return run();
}
