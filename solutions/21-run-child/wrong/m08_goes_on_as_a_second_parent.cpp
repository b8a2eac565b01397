// fails: RunChild.SaysThatNothingWasStarted, RunChild.RefusesAFileThatIsNoProgram
// mistake: Does not end the child when exec fails, so a second copy of itself goes on.
// misconception: failed-exec-goes-on

#include "parts.hpp"

// Only a start that fails comes back from execvp.
void become_or_go_on(char* argv[]) {
  execvp(argv[0], argv);
  const std::string text = report(Child{});
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::exit(0);
}

int main(int argc, char* argv[]) {
  parts.become = become_or_go_on;
  return run(argc, argv);
}
