// fails: JsonRecords.TakesOnlyWholeNumbers
// mistake: Takes 1.0 and 1e3 for whole numbers, because their value is one.
// misconception: kinds-of-values

#include "reader.hpp"

int main() {
  parts.number_in = [](const Value& value) {
    demand(value.kind == Value::Kind::number, "no number");
    if (value.text.find_first_of(".eE") == std::string::npos) return whole_number(value);
    return static_cast<std::int64_t>(std::stod(value.text));
  };
  return run();
}
