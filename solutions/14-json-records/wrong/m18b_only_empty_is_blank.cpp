// fails: JsonRecords.SkipsBlankLinesButCountsThem
// mistake: Takes only a line without any byte for a blank one.
// misconception: blank-lines

#include <iostream>

#include "reader.hpp"

int main() {
  parts.is_blank = [](const std::string& line) { return line.empty(); };
  return run();
}
