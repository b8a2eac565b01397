// fails: JsonRecords.ReportsEmptyInput
// mistake: Writes an empty text for a date that is not there.
// misconception: nothing-is-a-case

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, const Numbers& bad) {
    if (!records.empty()) return report(records, bad);
    std::string text = report(records, bad);
    for (std::size_t at = text.find("null"); at != std::string::npos; at = text.find("null"))
      text.replace(at, 4, "\"\"");
    return text;
  };
  return run();
}
