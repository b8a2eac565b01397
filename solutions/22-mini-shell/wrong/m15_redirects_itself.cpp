// fails: MiniShell.MakesFilesThatOthersMayUse, MiniShell.RedirectsOneCommandOnly, MiniShell.SplitsWordsAtOperators, MiniShell.RedirectsOutOfAPipe, MiniShell.ClosesWhatItOpens
// mistake: Turns its own output to the file before it makes the child, and never turns it back.
// misconception: shell-redirects-itself

#include "parts.hpp"

class TurningShell : public Shell {
  pid_t start(const Command& command, int input, int output) override {
    if (!open_files(command)) return -1;
    return Shell::start({command.words, {}}, input, output);
  }

  int collect(pid_t child) override { return child < 0 ? 1 : Shell::collect(child); }
};

int main() { return TurningShell().run(); }
