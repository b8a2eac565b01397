// fails: LineTools.FindsEqualNumbers, LineTools.ComparesNegativeNumbers
// mistake: Compares the stripped line with TEXT as texts, so 007 is not 7.
// misconception: number-or-text

#include "parts.hpp"

class Wrong : public Tool {
  bool is_equal_number(const std::string& line, const std::string& text) override {
    return strip(line) == text;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
