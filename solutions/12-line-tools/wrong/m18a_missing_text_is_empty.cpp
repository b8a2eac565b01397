// fails: LineTools.RefusesAMissingText
// mistake: Takes a TEXT that is missing for an empty one.
// misconception: missing-is-not-empty

#include "parts.hpp"

class Wrong : public Tool {
  bool is_right(const Words& words) override {
    if (words.size() == 1 && takes_text(words[0])) return true;
    return Tool::is_right(words);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
