// fails: LineTools.CountsThreeLines, LineTools.PrintsTheLastLine, LineTools.CompletesTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsAnUnterminatedLine, LineTools.CountsEmptyLines, LineTools.LeavesStandardOutputToResults, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Puts the line feed between two results, and none after the last one.
// misconception: line-feed-ends-a-result

#include "parts.hpp"

class Wrong : public Tool {
  void print(const std::string& result) override {
    if (!first_) std::cout << '\n';
    first_ = false;
    std::cout << result;
  }

  bool first_ = true;
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
