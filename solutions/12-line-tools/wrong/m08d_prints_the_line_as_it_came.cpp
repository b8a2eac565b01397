// fails: LineTools.CompletesTheLastLine
// mistake: Keeps the line feed as a part of the last line, so that it is missing where none came.
// misconception: line-feed-makes-the-line

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::string newest;
    std::string line;
    for (char byte = 0; std::cin.get(byte);) {
      line += byte;
      if (byte != '\n') continue;
      newest = line;
      line.clear();
    }
    if (!line.empty()) newest = line;
    if (newest.empty()) return nothing_found();
    std::cout << newest;
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
