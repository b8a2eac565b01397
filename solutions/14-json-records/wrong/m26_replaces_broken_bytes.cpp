// fails: JsonRecords.RefusesBrokenText
// mistake: Puts U+FFFD in the place of bytes that are no UTF-8, and takes the line.
// misconception: bytes-are-always-text

#include <iostream>

#include "reader.hpp"

int main() {
  parts.takes_broken_text = true;
  return run();
}
