// fails: LineTools.KeepsBlankLinesAsEmptyLines
// mistake: Prints nothing for a line that is empty after strip.
// misconception: empty-line-is-nothing

#include "parts.hpp"

class Wrong : public Tool {
  int strip_lines() override {
    for (std::string line; next_line(line);)
      if (!strip(line).empty()) print(strip(line));
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
