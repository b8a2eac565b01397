// fails: JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesEveryYear
// mistake: Looks only whether digits and hyphens are in their places.
// misconception: pattern-is-no-day

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_date = has_date_form;
  return run();
}
