// fails: LineTools.PrintsAnEmptyLastLine
// mistake: Takes an empty last line for no line at all.
// misconception: empty-line-is-nothing

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::string newest;
    for (std::string line; next_line(line);) newest = line;
    if (newest.empty()) return nothing_found();
    print(newest);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
