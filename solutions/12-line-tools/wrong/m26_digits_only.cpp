// fails: LineTools.ComparesNegativeNumbers
// mistake: Takes digits alone for a number, so none can be negative.
// misconception: minus-belongs-to-it

#include "parts.hpp"

class Wrong : public Tool {
  std::optional<long long> number_in(const std::string& text) override {
    if (text.rfind('-', 0) == 0) return std::nullopt;
    return Tool::number_in(text);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
