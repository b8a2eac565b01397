// fails: RunChild.KeepsFolderAndEnvironment
// mistake: Starts the child with an empty list of environment variables.
// misconception: child-gets-no-environment

#include "parts.hpp"

void become_bare(char* argv[]) {
  char* nothing[] = {nullptr};
  execvpe(argv[0], argv, nothing);
}

int main(int argc, char* argv[]) {
  parts.become = become_bare;
  return run(argc, argv);
}
