// fails: MiniShell.GivesCommandsTheUsualSignals
// mistake: Ignores SIGPIPE in the shell, and every command inherits that.
// misconception: ignored-signals-are-inherited

#include "parts.hpp"

#include <csignal>

int main() {
  std::signal(SIGPIPE, SIG_IGN);
  return Shell().run();
}
