// fails: RunChild.NeedsAProgram
// mistake: Ends with exit code 1 when no program is named.
// misconception: nobody-asks-for-a-program

#include "parts.hpp"

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::fprintf(stderr, "nothing to do\n");
    return 1;
  }
  return run(argc, argv);
}
