// fails: LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.StripsSixBytesOnly, LineTools.StripsTheTextItPrints, LineTools.FindsEqualNumbers
// mistake: Strips the beginning of a line and forgets its end.
// misconception: a-line-has-two-ends

#include "parts.hpp"

class Wrong : public Tool {
  std::string strip(const std::string& text) override {
    const std::size_t first = text.find_first_not_of(blanks());
    return first == std::string::npos ? "" : text.substr(first);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
