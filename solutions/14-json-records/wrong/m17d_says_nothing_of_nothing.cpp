// fails: JsonRecords.ReportsEmptyInput
// mistake: Prints no report when there was no line.
// misconception: nothing-is-a-case

#include "reader.hpp"

int main() {
  if (std::cin.peek() == std::char_traits<char>::eof()) return 0;
  return run();
}
