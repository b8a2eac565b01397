// fails: MiniShell.ChangesItsFolder
// mistake: Runs cd in a child like any other command, so the folder of the child changes.
// misconception: builtin-in-a-child

#include "parts.hpp"

class ForkingShell : public Shell {
  int change_folder(const std::vector<std::string>& words) override {
    const pid_t child = fork();
    if (child == 0) _exit(Shell::change_folder(words));
    return collect(child);
  }
};

int main() { return ForkingShell().run(); }
