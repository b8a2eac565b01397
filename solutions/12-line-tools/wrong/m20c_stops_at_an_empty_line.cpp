// fails: LineTools.PrintsAnEmptyLastLine, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.SkipsBlankLinesAfterTheText, LineTools.TakesAnEmptyText, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.CountsEmptyLines
// mistake: Takes an empty line for the end of the input.
// misconception: empty-line-is-nothing

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    return std::getline(std::cin, line) && !line.empty();
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
