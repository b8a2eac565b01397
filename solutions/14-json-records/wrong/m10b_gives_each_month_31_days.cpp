// fails: JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear
// mistake: Allows the days 1 to 31 in every month.
// misconception: pattern-is-no-day

#include "reader.hpp"

bool is_nearly_a_date(const std::string& text) {
  if (!has_date_form(text)) return false;
  const int year = std::stoi(text.substr(0, 4));
  const int month = std::stoi(text.substr(5, 2));
  const int day = std::stoi(text.substr(8, 2));
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

int main() {
  parts.is_date = is_nearly_a_date;
  return run();
}
