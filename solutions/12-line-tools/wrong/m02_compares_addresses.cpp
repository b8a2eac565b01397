// fails: LineTools.CountsThreeLines, LineTools.PrintsTheLastLine, LineTools.CompletesTheLastLine, LineTools.KeepsTheLastLineAsItIs, LineTools.PrintsAnEmptyLastLine, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.StripsBlanksAndTabs, LineTools.StripsCarriageReturns, LineTools.KeepsBlankLinesAsEmptyLines, LineTools.StripsSixBytesOnly, LineTools.SkipsBlankLinesAfterTheText, LineTools.StripsTheTextItPrints, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.TakesEmptyInputForNoFailure, LineTools.CountsAnUnterminatedLine, LineTools.CountsEmptyLines, LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp, LineTools.KeepsEveryByte, LineTools.ReadsALongLine, LineTools.KeepsOneLineForLast
// mistake: Compares argv[1] with a text by ==, which compares two addresses.
// misconception: compares-addresses

#include "parts.hpp"

class Wrong : public Tool {
 public:
  int choose(int argc, char* argv[]) {
    if (argc == 2 && argv[1] == "count") return count();
    if (argc == 2 && argv[1] == "last") return last();
    if (argc == 2 && argv[1] == "last-text") return last_text();
    if (argc == 2 && argv[1] == "strip") return strip_lines();
    if (argc == 3 && argv[1] == "eq") return find_equal(argv[2]);
    if (argc == 3 && argv[1] == "eqnum") return find_number(argv[2]);
    return give_up(kWrongCall, "there is no such command");
  }
};

int main(int argc, char* argv[]) { return Wrong().choose(argc, argv); }
