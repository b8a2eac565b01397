// fails: JsonRecords.ReadsAnUnfinishedLastLine
// mistake: Drops a last line that has no line feed.
// misconception: end-brings-no-line

#include <iostream>

#include "reader.hpp"

int main() {
  parts.next_line = [](std::string& line) {
    return std::getline(std::cin, line) && !std::cin.eof();
  };
  return run();
}
