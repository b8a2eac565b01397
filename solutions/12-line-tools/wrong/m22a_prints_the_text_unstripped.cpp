// fails: LineTools.StripsTheTextItPrints
// mistake: Strips a copy to see whether it holds text, and prints the line as it was.
// misconception: strip-makes-a-new-text

#include "parts.hpp"

class Wrong : public Tool {
  int last_text() override {
    std::string newest;
    for (std::string line; next_line(line);)
      if (!strip(line).empty()) newest = line;
    if (newest.empty()) return nothing_found();
    print(newest);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
