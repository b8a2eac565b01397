// fails: LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsTheTextItPrints, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.CountsEmptyLines
// mistake: Reads words with >>, which skips every kind of blank, so words are taken for lines.
// misconception: reads-words

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override { return static_cast<bool>(std::cin >> line); }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
