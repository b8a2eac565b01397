// fails: JsonRecords.TakesEveryYear
// mistake: Turns each date into seconds since 1970, and refuses what comes out negative.
// misconception: years-of-the-clock

#include "reader.hpp"

int main() {
  parts.is_date = [](const std::string& text) { return ::is_date(text) && text >= "1970"; };
  return run();
}
