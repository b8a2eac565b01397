// fails: LineTools.CountsThreeLines, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsEmptyLines
// mistake: Counts the line feeds and always adds one for a last line, also where none follows.
// misconception: one-more-line

#include "parts.hpp"

class Wrong : public Tool {
  int count() override {
    long lines = 1;
    for (char byte = 0; std::cin.get(byte);)
      if (byte == '\n') ++lines;
    print(std::to_string(lines));
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
