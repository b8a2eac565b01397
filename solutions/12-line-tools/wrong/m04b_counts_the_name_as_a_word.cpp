// fails: LineTools.CountsThreeLines, LineTools.PrintsTheLastLine, LineTools.CompletesTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsAnUnterminatedLine, LineTools.CountsEmptyLines, LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Wants argc to be 1 for a call with one word, but argc counts the name too.
// misconception: box-zero-is-the-name
// not named first: the same checks fail, in the same way, for compares-addresses

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const bool with_text = argc > 1 && std::strncmp(argv[1], "eq", 2) == 0;
  if (argc != (with_text ? 2 : 1)) {
    std::cerr << argv[0] << ": expected " << (with_text ? 2 : 1) << " words, got " << argc << '\n';
    return kWrongCall;
  }
  return run_tool<Tool>(argc, argv);
}
