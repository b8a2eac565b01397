// fails: JsonRecords.SortsEqualDatesByName
// mistake: Compares the bytes of names as signed numbers, so that é comes before a.
// misconception: bytes-are-unsigned

#include <iostream>

#include "reader.hpp"

bool signed_less(const std::string& a, const std::string& b) {
  const auto less = [](char x, char y) {
    return static_cast<signed char>(x) < static_cast<signed char>(y);
  };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
}

int main() {
  parts.is_before = [](const Record& a, const Record& b) {
    return a.date != b.date ? a.date < b.date : signed_less(a.name, b.name);
  };
  return run();
}
