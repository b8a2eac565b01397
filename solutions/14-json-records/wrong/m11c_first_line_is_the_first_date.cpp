// fails: JsonRecords.FindsTheFirstAndTheLastDate
// mistake: Takes first and last from the first and the last line, and sorts only the list.
// misconception: order-of-the-input

#include <iostream>

#include "reader.hpp"

int main() {
  parts.sort = [](Records&) {};
  parts.report = [](const Records& records, const Numbers& bad) {
    Records sorted = records;
    std::stable_sort(sorted.begin(), sorted.end(), parts.is_before);
    if (sorted.empty()) return report(sorted, bad);
    std::string text = report(sorted, bad);
    const auto replace = [&](const std::string& member, const std::string& date) {
      const std::size_t at = text.find("\"" + member + "\":\"") + member.size() + 4;
      text.replace(at, date.size(), date);
    };
    replace("first", records.front().date);
    replace("last", records.back().date);
    return text;
  };
  return run();
}
