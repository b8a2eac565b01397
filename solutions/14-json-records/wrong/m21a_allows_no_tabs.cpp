// fails: JsonRecords.AllowsWhiteSpace
// mistake: Passes over blanks, but not over tabs and carriage returns.
// misconception: json-has-one-layout

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_tabs = false;
  return run();
}
