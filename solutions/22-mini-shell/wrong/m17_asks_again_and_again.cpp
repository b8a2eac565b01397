// fails: MiniShell.RestsWhileCommandsWork
// mistake: Asks without a pause whether the child has ended, and uses a whole processor for it.
// misconception: asking-is-waiting

#include "parts.hpp"

class RestlessShell : public Shell {
  int collect(pid_t child) override {
    int raw = 0;
    while (waitpid(child, &raw, WNOHANG) == 0) continue;
    return status_from(raw);
  }
};

int main() { return RestlessShell().run(); }
