// fails: LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly
// mistake: Calls strip, throws the new text away, and prints the old one.
// misconception: strip-makes-a-new-text

#include "parts.hpp"

class Wrong : public Tool {
  int strip_lines() override {
    for (std::string line; next_line(line);) {
      strip(line);
      print(line);
    }
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
