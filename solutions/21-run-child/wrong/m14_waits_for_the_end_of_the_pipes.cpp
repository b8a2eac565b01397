// fails: RunChild.DoesNotWaitForOthers
// mistake: Waits until both outputs have ended, although others may hold them open for ever.
// misconception: pipes-end-with-the-child

#include "parts.hpp"

void hear_all(Child& child) {
  while (!child.ended || !heard_all(child)) round(child);
}

int main(int argc, char* argv[]) {
  parts.converse = hear_all;
  return run(argc, argv);
}
