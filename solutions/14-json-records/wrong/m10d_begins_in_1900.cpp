// fails: JsonRecords.TakesEveryYear
// mistake: Knows only the years from 1900 on, as its struct tm does.
// misconception: years-of-the-clock

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_date = [](const std::string& text) { return ::is_date(text) && text >= "1900"; };
  return run();
}
