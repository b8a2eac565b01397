// fails: MiniShell.ConnectsTwoCommands, MiniShell.ConnectsFiveCommands, MiniShell.EndsWhenNobodyReads, MiniShell.PassesMuchThroughPipes, MiniShell.ClosesWhatItOpens, MiniShell.GivesCommandsThreeDescriptors
// mistake: The shell keeps its own ends of the pipes, so no reader ever sees the end of its input.
// misconception: shell-keeps-pipe-ends

#include "parts.hpp"

class HoldingShell : public Shell {
  void close_in_shell(int /*end*/) override {}
};

int main() { return HoldingShell().run(); }
