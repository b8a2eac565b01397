// fails: JsonRecords.RefusesRawControlCharacters
// mistake: Takes any byte between two quotes, also a tab.
// misconception: json-by-eye

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_controls = true;
  return run();
}
