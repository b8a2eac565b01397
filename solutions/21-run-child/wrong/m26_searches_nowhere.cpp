// fails: RunChild.SearchesThePath
// mistake: Starts the program by its path only, and never searches the folders of PATH.
// misconception: name-is-not-a-path

#include "parts.hpp"

void become_by_path(char* argv[]) { execv(argv[0], argv); }

int main(int argc, char* argv[]) {
  parts.become = become_by_path;
  return run(argc, argv);
}
