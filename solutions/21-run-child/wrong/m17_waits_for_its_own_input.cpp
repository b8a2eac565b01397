// fails: RunChild.PassesInputAsItComes, RunChild.SurvivesAChildThatDoesNotRead, RunChild.WaitsForASilentChild, RunChild.EndsWhileItsInputIsOpen
// mistake: Waits for the end of its own input, also when the child has gone.
// misconception: input-must-end-first

#include "parts.hpp"

void hear_and_wait(Child& child) {
  converse(child);
  char chunk[4096];
  while (!child.input_over && read(0, chunk, sizeof chunk) > 0) continue;
}

int main(int argc, char* argv[]) {
  parts.converse = hear_and_wait;
  return run(argc, argv);
}
