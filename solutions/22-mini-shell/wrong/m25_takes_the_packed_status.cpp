// fails: MiniShell.EndsWithTheLastStatus, MiniShell.ExitsWithTheLastStatus, MiniShell.TellsWhichSignalEndedACommand, MiniShell.RefusesAMissingFile, MiniShell.GivesCommandsTheUsualSignals, MiniShell.GoesOnAfterAnUnknownCommand, MiniShell.TakesTheStatusOfTheLast
// mistake: Takes the number from waitpid for the exit code, which is packed inside it.
// misconception: status-is-packed

#include "parts.hpp"

class PackedShell : public Shell {
  int status_from(int raw) override { return raw; }
};

int main() { return PackedShell().run(); }
