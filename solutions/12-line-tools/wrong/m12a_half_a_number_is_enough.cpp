// fails: LineTools.IgnoresLinesThatAreNoNumbers, LineTools.LimitsNumbersToFifteenDigits, LineTools.RefusesATextThatIsNoNumber
// mistake: Converts with atoll, which stops at the first other byte and makes 0 of nothing.
// misconception: half-a-number

#include <cstdlib>

#include "parts.hpp"

class Wrong : public Tool {
  std::optional<long long> number_in(const std::string& text) override {
    return std::atoll(text.c_str());
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
