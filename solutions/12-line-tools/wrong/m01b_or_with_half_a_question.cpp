// fails: LineTools.RefusesAnUnknownCommand, LineTools.JudgesTheCallBeforeItReads, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.TakesEmptyInputForNoFailure, LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp, LineTools.KeepsEveryByte
// mistake: Asks for "last" || "last-text": the second half alone is always true.
// misconception: half-a-question

#include "parts.hpp"

class Wrong : public Tool {
  bool is_known(const std::string&) override { return true; }

  int work(const std::string& command, const std::string& text) override {
    if (command == "count") return count();
    if (command == "last" || "last-text") return last();
    return Tool::work(command, text);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
