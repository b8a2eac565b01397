// fails: LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.StripsTheTextItPrints, LineTools.ComparesNegativeNumbers
// mistake: Removes all blanks of a line, also those between the words.
// misconception: only-the-edges

#include "parts.hpp"

class Wrong : public Tool {
  std::string strip(const std::string& text) override {
    std::string rest;
    for (const char byte : text)
      if (std::strchr(blanks(), byte) == nullptr) rest += byte;
    return rest;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
