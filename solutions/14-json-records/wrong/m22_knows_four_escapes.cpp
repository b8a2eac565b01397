// fails: JsonRecords.UnderstandsEveryEscape
// mistake: Takes the letter itself for \b, \f, \r and \/.
// misconception: escape-is-a-spelling

#include <iostream>

#include "reader.hpp"

int main() {
  parts.knows_rare_escapes = false;
  return run();
}
