// fails: LineTools.JudgesTheCallBeforeItReads
// mistake: Reads all lines first, and looks at the command only then.
// misconception: judge-first

#include "parts.hpp"

class Wrong : public Tool {
 public:
  int run(const Words& words) override {
    if (!is_right(words)) {
      for (std::string line; next_line(line);) continue;
    }
    return Tool::run(words);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
