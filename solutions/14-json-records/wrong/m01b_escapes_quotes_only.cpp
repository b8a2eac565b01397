// fails: JsonRecords.KeepsLineFeedsAndTabs, JsonRecords.UnderstandsEveryEscape, JsonRecords.KeepsTheZeroCharacter, JsonRecords.DecodesUnicodeEscapes
// mistake: Escapes quotes and backslashes, but writes line feeds and tabs as they are.
// misconception: glued-json

#include <iostream>

#include "reader.hpp"

std::string with_backslashes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

int main() {
  parts.quoted = with_backslashes;
  return run();
}
