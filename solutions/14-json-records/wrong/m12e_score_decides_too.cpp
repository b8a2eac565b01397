// fails: JsonRecords.KeepsTheOrderOfEquals
// mistake: Sorts equal people by their score.
// misconception: what-decides-among-equals

#include <tuple>

#include "reader.hpp"

int main() {
  parts.is_before = [](const Record& a, const Record& b) {
    return std::tie(a.date, a.name, a.score) < std::tie(b.date, b.name, b.score);
  };
  return run();
}
