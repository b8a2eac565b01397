// fails: LineTools.KeepsTheLastLineAsItIs, LineTools.ComparesBlanksToo
// mistake: Removes \r from the end of every line that it reads, whatever the command is.
// misconception: tidies-up

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    if (!std::getline(std::cin, line)) return false;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return true;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
