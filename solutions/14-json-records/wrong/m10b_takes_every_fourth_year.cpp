// fails: JsonRecords.KnowsEveryLeapYear
// mistake: Takes every year that 4 divides for a leap year.
// misconception: every-fourth-year

#include <iostream>

#include "reader.hpp"

bool is_julian_date(const std::string& text) {
  if (!has_date_form(text)) return false;
  const int year = number_at(text, 0, 4);
  const int month = number_at(text, 5, 2);
  const int day = number_at(text, 8, 2);
  const bool is_leap_day = month == 2 && day == 29;
  return is_leap_day ? year > 0 && year % 4 == 0 : is_in_calendar(year, month, day);
}

int main() {
  parts.is_date = is_julian_date;
  return run();
}
