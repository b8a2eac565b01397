// fails: JsonRecords.RefusesScoresOutOfRange
// mistake: Reads digit by digit, and does not see when the number runs over.
// misconception: limits-of-the-contract

#include "reader.hpp"

int main() {
  parts.number_in = [](const Value& value) {
    demand(value.kind == Value::Kind::number, "no number");
    std::uint64_t number = 0;
    const bool is_negative = value.text.starts_with('-');
    for (const char c : value.text.substr(is_negative ? 1 : 0)) {
      demand(c >= '0' && c <= '9', "no whole number");
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return static_cast<std::int64_t>(is_negative ? 0 - number : number);
  };
  return run();
}
