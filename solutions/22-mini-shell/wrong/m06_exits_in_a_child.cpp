// fails: MiniShell.ExitsWithAGivenNumber, MiniShell.ExitsWithTheLastStatus
// mistake: Runs exit in a child like any other command, so the child ends and the shell goes on.
// misconception: builtin-in-a-child

#include "parts.hpp"

class ForkingShell : public Shell {
  int leave(const std::vector<std::string>& words) override {
    const pid_t child = fork();
    if (child == 0) _exit(Shell::leave(words));
    return collect(child);
  }
};

int main() { return ForkingShell().run(); }
