// fails: RunChild.RefusesAFileThatIsNoProgram
// mistake: Knows only one reason why a program cannot be started: that there is none of that name.
// misconception: one-reason-only

#include "parts.hpp"

void become_or_say(char* argv[]) {
  execvp(argv[0], argv);
  if (errno != ENOENT) _exit(126);
}

int main(int argc, char* argv[]) {
  parts.become = become_or_say;
  return run(argc, argv);
}
