// fails: MiniShell.ExitsWithTheLastStatus
// mistake: exit without a number ends with 0, whatever the last command said.
// misconception: status-is-forgotten

#include "parts.hpp"

class ZeroShell : public Shell {
  int leave(const std::vector<std::string>& words) override {
    status = 0;
    return Shell::leave(words);
  }
};

int main() { return ZeroShell().run(); }
