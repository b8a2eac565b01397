// fails: MiniShell.RedirectsOutOfAPipe
// mistake: Turns to the files first and to the pipe then, so the pipe wins.
// misconception: last-wish-wins

#include "parts.hpp"

class PipingShell : public Shell {
  void become(const Command& command, int input, int output) override {
    if (!open_files(command)) _exit(1);
    connect_pipes(input, output);
    Shell::become({command.words, {}}, -1, -1);
  }
};

int main() { return PipingShell().run(); }
