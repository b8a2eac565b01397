// fails: JsonRecords.AllowsWhiteSpace
// mistake: Knows only the layout without any blank.
// misconception: json-has-one-layout

#include "reader.hpp"

int main() {
  parts.white_space = "";
  return run();
}
