// fails: JsonRecords.ReportsOneRecord, JsonRecords.ReportsEmptyInput, JsonRecords.AllowsWhiteSpace, JsonRecords.CountsCharactersNotBytes, JsonRecords.IgnoresOtherMembers, JsonRecords.IgnoresDeepNesting, JsonRecords.ReadsLongLines
// mistake: Writes null where a list has no items.
// misconception: nothing-is-a-case

#include <iostream>

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, const Numbers& bad) {
    std::string text = report(records, bad);
    for (std::size_t at = text.find("[]"); at != std::string::npos; at = text.find("[]"))
      text.replace(at, 2, "null");
    return text;
  };
  return run();
}
