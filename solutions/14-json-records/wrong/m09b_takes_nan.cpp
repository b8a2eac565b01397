// fails: JsonRecords.RefusesLooseJson
// mistake: Takes NaN for a number, as some languages do.
// misconception: json-by-eye

#include "reader.hpp"

int main() {
  parts.takes_nan = true;
  return run();
}
