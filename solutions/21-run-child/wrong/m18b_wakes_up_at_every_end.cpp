// fails: RunChild.WaitsForASilentChild
// mistake: Goes on asking outputs that are at their end, and they answer at once every time.
// misconception: asks-instead-of-waiting

#include "parts.hpp"

void hear_ended_outputs_too(Child& child) {
  const int out = dup(child.out);
  while (!child.ended) {
    pollfd again{out, POLLIN, 0};
    if (child.said.over) poll(&again, 1, -1);
    round(child, {}, child.said.over ? 0 : -1);
  }
  hear_the_rest(child);
}

int main(int argc, char* argv[]) {
  parts.converse = hear_ended_outputs_too;
  return run(argc, argv);
}
