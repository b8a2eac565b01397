// fails: LineTools.ComparesLargeNumbers
// mistake: Keeps numbers in an int, where the higher digits of a large one get lost.
// misconception: every-number-fits

#include "parts.hpp"

class Wrong : public Tool {
  bool is_equal_number(const std::string& line, const std::string& text) override {
    const auto number = number_in(strip(line));
    return number && static_cast<int>(*number) == static_cast<int>(*number_in(text));
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
