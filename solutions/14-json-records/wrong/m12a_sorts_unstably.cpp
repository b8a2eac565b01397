// fails: JsonRecords.KeepsTheOrderOfEquals
// mistake: Sorts with std::sort, which may swap what is equal.
// misconception: what-decides-among-equals

#include <iostream>

#include "reader.hpp"

int main() {
  parts.sort = [](Records& records) { std::sort(records.begin(), records.end(), parts.is_before); };
  return run();
}
