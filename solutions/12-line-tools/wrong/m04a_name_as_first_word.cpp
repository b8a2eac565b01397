// fails: LineTools.CountsThreeLines, LineTools.PrintsTheLastLine, LineTools.CompletesTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsAnUnterminatedLine, LineTools.CountsEmptyLines, LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Takes argv[0] for the command, but that box holds the name of the program.
// misconception: box-zero-is-the-name

#include "parts.hpp"

class Wrong : public Tool {
 public:
  int run(const Words& words) override {
    if (!words.empty() && !is_known(words[0]))
      return give_up(kWrongCall, "there is no command " + words[0]);
    return Tool::run(words);
  }
};

int main(int argc, char* argv[]) { return Wrong().run({argv, argv + argc}); }
