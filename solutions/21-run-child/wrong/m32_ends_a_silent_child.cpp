// fails: RunChild.WaitsForASilentChild
// mistake: Ends the child when both of its outputs have ended, as if it had nothing left to do.
// misconception: silence-is-the-end

#include "parts.hpp"

void hear_then_end_it(Child& child) {
  while (!heard_all(child) && !child.ended) round(child);
  round(child, {.input = false}, 200);  // usually the end is near
  if (!child.ended) kill(child.pid, SIGKILL);
  converse(child);
}

int main(int argc, char* argv[]) {
  parts.converse = hear_then_end_it;
  return run(argc, argv);
}
