// fails: RunChild.SaysThatNothingWasStarted, RunChild.RefusesAFileThatIsNoProgram
// mistake: Ends the half-made child with 127, and reports that as the exit code of the program.
// misconception: start-is-not-checked

#include "parts.hpp"

void become_or_127(char* argv[]) {
  execvp(argv[0], argv);
  _exit(127);
}

int main(int argc, char* argv[]) {
  parts.become = become_or_127;
  return run(argc, argv);
}
