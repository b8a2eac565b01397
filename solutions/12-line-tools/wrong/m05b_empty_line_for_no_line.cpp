// fails: LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.LeavesStandardOutputToResults
// mistake: Begins with an empty text as the last line, and prints it when no line has come.
// misconception: last-page-of-an-empty-book

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::string newest;
    for (std::string line; next_line(line);) newest = line;
    print(newest);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
