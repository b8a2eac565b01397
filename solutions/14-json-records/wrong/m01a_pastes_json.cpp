// fails: JsonRecords.KeepsQuotesAndBackslashes, JsonRecords.KeepsLineFeedsAndTabs, JsonRecords.UnderstandsEveryEscape, JsonRecords.KeepsTheZeroCharacter, JsonRecords.DecodesUnicodeEscapes
// mistake: Puts each name between two quotes as it is, whatever stands in it.
// misconception: glued-json

#include <iostream>

#include "reader.hpp"

int main() {
  parts.quoted = [](const std::string& text) { return "\"" + text + "\""; };
  return run();
}
