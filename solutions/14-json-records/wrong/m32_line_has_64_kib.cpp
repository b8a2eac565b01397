// fails: JsonRecords.ReadsLongLines
// mistake: Reads lines into a field of 64 KiB.
// misconception: how-much-may-come

#include <cstdio>

#include "reader.hpp"

bool next_piece(std::string& line) {
  static char piece[65536];
  if (std::fgets(piece, sizeof piece, stdin) == nullptr) return false;
  line = piece;
  if (line.ends_with('\n')) line.pop_back();
  return true;
}

int main() {
  parts.next_line = next_piece;
  return run();
}
