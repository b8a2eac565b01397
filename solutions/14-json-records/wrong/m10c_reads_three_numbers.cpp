// fails: JsonRecords.TakesOnlyOneFormOfDates
// mistake: Reads a date with sscanf, which is content with three numbers and two hyphens.
// misconception: date-is-three-numbers

#include <cstdio>

#include "reader.hpp"

bool holds_a_date(const std::string& text) {
  int year = 0;
  int month = 0;
  int day = 0;
  return std::sscanf(text.c_str(), "%d-%d-%d", &year, &month, &day) == 3 &&
         is_in_calendar(year, month, day);
}

int main() {
  parts.is_date = holds_a_date;
  return run();
}
