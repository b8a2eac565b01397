// fails: LineTools.KeepsOneLineForLast
// mistake: Keeps every line in a list, although only the last one is wanted.
// misconception: keeps-the-whole-list

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::vector<std::string> lines;
    for (std::string line; next_line(line);) lines.push_back(line);
    if (lines.empty()) return nothing_found();
    print(lines.back());
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
