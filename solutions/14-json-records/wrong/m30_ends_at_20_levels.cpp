// fails: JsonRecords.IgnoresDeepNesting
// mistake: Remembers open brackets in a field of 20 places, and refuses more.
// misconception: how-much-may-come

#include <iostream>

#include "reader.hpp"

int main() {
  parts.deepest = 20;
  return run();
}
