// fails: JsonRecords.RefusesScoresOutOfRange
// mistake: Reads digit by digit, asks for no limit, and does not see when the number runs over.
// misconception: limits-of-the-contract

#include <iostream>

#include "reader.hpp"

std::int64_t number_that_wraps(const Value& value) {
  demand(value.kind == Value::Kind::number, "no number");
  const bool is_negative = value.text[0] == '-';
  std::uint64_t number = 0;
  for (const char c : value.text.substr(is_negative ? 1 : 0)) {
    demand(c >= '0' && c <= '9', "no whole number");
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return static_cast<std::int64_t>(is_negative ? 0 - number : number);
}

int main() {
  parts.number_in = number_that_wraps;
  parts.is_score = [](std::int64_t) { return true; };
  return run();
}
