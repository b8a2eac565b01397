// fails: LineTools.KeepsTheLastLineAsItIs
// mistake: Strips the line that last prints.
// misconception: tidies-up

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::optional<std::string> newest;
    for (std::string line; next_line(line);) newest = strip(line);
    if (!newest) return nothing_found();
    print(*newest);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
