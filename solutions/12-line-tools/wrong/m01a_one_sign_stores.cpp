// fails: LineTools.RefusesAnUnknownCommand, LineTools.RefusesAMissingText, LineTools.RefusesAnExtraWord, LineTools.JudgesTheCallBeforeItReads, LineTools.PrintsTheLastLine, LineTools.CompletesTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.RefusesATextThatIsNoNumber, LineTools.TakesEmptyInputForNoFailure, LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Writes = where == was meant, so the first question is always true.
// misconception: one-sign-stores

#include "parts.hpp"

class Wrong : public Tool {
 public:
  int choose(const char* command) {
    if (command = "count") return count();
    if (command = "last") return last();
    return give_up(kWrongCall, "there is no such command");
  }
};

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::cerr << "usage: lines COMMAND [TEXT]\n";
    return kWrongCall;
  }
  return Wrong().choose(argv[1]);
}
