// fails: LineTools.TakesAnEmptyText
// mistake: Takes an empty TEXT for a missing one, and refuses the call.
// misconception: missing-is-not-empty

#include "parts.hpp"

class Wrong : public Tool {
  bool is_right(const Words& words) override {
    return Tool::is_right(words) && (words.size() == 1 || !words[1].empty());
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
