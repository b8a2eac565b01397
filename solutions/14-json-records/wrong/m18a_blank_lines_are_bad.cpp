// fails: JsonRecords.SkipsBlankLinesButCountsThem
// mistake: Takes a blank line for a bad one.
// misconception: blank-lines

#include "reader.hpp"

int main() {
  parts.is_blank = [](const std::string&) { return false; };
  return run();
}
