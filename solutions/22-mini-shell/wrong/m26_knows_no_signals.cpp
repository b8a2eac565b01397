// fails: MiniShell.TellsWhichSignalEndedACommand, MiniShell.GivesCommandsTheUsualSignals
// mistake: Asks every child for its exit code, also one that a signal has ended.
// misconception: every-end-has-a-code

#include "parts.hpp"

class CalmShell : public Shell {
  int status_from(int raw) override { return WEXITSTATUS(raw); }
};

int main() { return CalmShell().run(); }
