// fails: JsonRecords.WritesOneLine
// mistake: Spreads the report over several lines, so that it looks nice.
// misconception: one-line

#include <iostream>

#include "reader.hpp"

int main() {
  parts.between = "\n  ";
  return run();
}
