// fails: LineTools.IgnoresLinesThatAreNoNumbers, LineTools.ComparesNegativeNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.RefusesATextThatIsNoNumber
// mistake: Converts with stoll, which accepts 7x, and throws where there is no number.
// misconception: half-a-number

#include "parts.hpp"

class Wrong : public Tool {
  std::optional<long long> number_in(const std::string& text) override { return std::stoll(text); }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
