// fails: JsonRecords.WritesOneLine
// mistake: Prints no line feed behind the report.
// misconception: one-line

#include <iostream>

#include "reader.hpp"

int main() {
  parts.end = "";
  return run();
}
