// fails: JsonRecords.ReadsEscapedMemberNames
// mistake: Compares the names of members as they are written, with their escapes.
// misconception: escape-is-a-spelling

#include <iostream>

#include "reader.hpp"

int main() {
  parts.decodes_keys = false;
  return run();
}
