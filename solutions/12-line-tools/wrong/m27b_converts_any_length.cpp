// fails: LineTools.LimitsNumbersToFifteenDigits, LineTools.RefusesATextThatIsNoNumber
// mistake: Converts a number of any length; the conversion throws, and nobody catches it.
// misconception: every-number-fits

#include "parts.hpp"

class Wrong : public Tool {
  std::optional<long long> number_in(const std::string& text) override {
    const std::string digits = text.substr(text.rfind('-', 0) == 0 ? 1 : 0);
    if (digits.empty()) return std::nullopt;
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoll(text);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
