// fails: LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.FindsEqualLines, LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.TakesATextWithBlanks, LineTools.FindsEqualNumbers, LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.ComparesLargeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.KeepsEveryByte
// mistake: Takes TEXT from the box in which the command lies.
// misconception: box-zero-is-the-name

#include "parts.hpp"

class Wrong : public Tool {
  int find_equal(const std::string&) override { return Tool::find_equal("eq"); }
  int find_number(const std::string&) override { return Tool::find_number("eqnum"); }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
