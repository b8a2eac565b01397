// fails: LineTools.CountsThreeLines, LineTools.PrintsTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.TakesAnEmptyText, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsEmptyLines, LineTools.LeavesStandardOutputToResults, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Asks for the end of input before it reads, so a failed read counts as a line.
// misconception: asks-for-the-end-too-early

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    if (std::cin.eof()) return false;
    std::getline(std::cin, line);
    return true;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
