// fails: MiniShell.ConnectsFiveCommands, MiniShell.RunsAllCommandsAtOnce, MiniShell.RunsTheOthersOfAPipe, MiniShell.GivesCommandsThreeDescriptors
// mistake: Lays one pipe, from the first command to the last one, and forgets those between them.
// misconception: one-pipe-per-line

#include "parts.hpp"

class SimpleShell : public Shell {
  int run_pipeline(const Commands& commands) override {
    if (commands.size() < 3) return Shell::run_pipeline(commands);
    return Shell::run_pipeline({commands.front(), commands.back()});
  }
};

int main() { return SimpleShell().run(); }
