// fails: LineTools.ComparesWholeLines, LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText, LineTools.KeepsEveryByte
// mistake: Looks whether TEXT occurs in the line.
// misconception: part-is-not-whole

#include "parts.hpp"

class Wrong : public Tool {
  bool is_equal(const std::string& line, const std::string& text) override {
    return line.find(text) != std::string::npos;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
