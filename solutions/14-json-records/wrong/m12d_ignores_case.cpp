// fails: JsonRecords.SortsEqualDatesByName
// mistake: Sorts names without regard to small and capital letters.
// misconception: what-decides-among-equals

#include <iostream>

#include "reader.hpp"

std::string small(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

int main() {
  parts.is_before = [](const Record& a, const Record& b) {
    return a.date != b.date ? a.date < b.date : small(a.name) < small(b.name);
  };
  return run();
}
