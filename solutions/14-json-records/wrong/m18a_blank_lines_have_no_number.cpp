// fails: JsonRecords.SkipsBlankLinesButCountsThem
// mistake: Passes over blank lines before it counts.
// misconception: blank-lines

#include <iostream>

#include "reader.hpp"

int main() {
  parts.next_line = [](std::string& line) {
    while (std::getline(std::cin, line))
      if (!parts.is_blank(line)) return true;
    return false;
  };
  return run();
}
