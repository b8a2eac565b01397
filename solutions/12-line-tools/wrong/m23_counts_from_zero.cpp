// fails: LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.KeepsEveryByte
// mistake: Prints the place in a list, which begins at 0, for the number of a line.
// misconception: first-is-one

#include "parts.hpp"

class Wrong : public Tool {
  long first_number() override { return 0; }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
