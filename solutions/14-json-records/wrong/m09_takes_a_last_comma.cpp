// fails: JsonRecords.RefusesLooseJson
// mistake: Allows a comma behind the last member.
// misconception: json-by-eye

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_last_comma = true;
  return run();
}
