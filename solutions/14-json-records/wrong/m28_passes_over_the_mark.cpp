// fails: JsonRecords.RefusesAByteOrderMark
// mistake: Passes over a byte order mark, as its library does.
// misconception: library-decides

#include "reader.hpp"

int main() {
  parts.takes_mark = true;
  return run();
}
