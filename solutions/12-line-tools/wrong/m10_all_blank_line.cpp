// fails: LineTools.KeepsBlankLinesAsEmptyLines, LineTools.SkipsBlankLinesAfterTheText, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.IgnoresLinesThatAreNoNumbers
// mistake: Cuts at the place that a search has found, also when it has found none.
// misconception: search-may-find-nothing

#include "parts.hpp"

class Wrong : public Tool {
  std::string strip(const std::string& text) override {
    const std::size_t first = text.find_first_not_of(blanks());
    const std::size_t last = text.find_last_not_of(blanks());
    return text.substr(first, last - first + 1);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
