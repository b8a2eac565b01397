// fails: LineTools.SkipsBlankLinesAfterTheText, LineTools.ExitsWithOneWhenThereIsNoText
// mistake: Skips lines that are empty before strip, but not those that are empty after it.
// misconception: blank-is-not-empty

#include "parts.hpp"

class Wrong : public Tool {
  int last_text() override {
    std::optional<std::string> newest;
    for (std::string line; next_line(line);)
      if (!line.empty()) newest = strip(line);
    if (!newest) return nothing_found();
    print(*newest);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
