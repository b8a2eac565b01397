// fails: LineTools.RefusesATextThatIsNoNumber
// mistake: Does not look at the TEXT of eqnum, and says "nothing found" when it is no number.
// misconception: two-kinds-of-no

#include "parts.hpp"

class Wrong : public Tool {
  bool is_right(const Words& words) override {
    if (words.size() == 2 && words[0] == "eqnum") return true;
    return Tool::is_right(words);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
