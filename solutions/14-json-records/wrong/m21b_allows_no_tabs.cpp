// fails: JsonRecords.AllowsWhiteSpace
// mistake: Passes over blanks, but not over tabs and carriage returns.
// misconception: json-has-one-layout

#include "reader.hpp"

int main() {
  parts.white_space = " ";
  return run();
}
