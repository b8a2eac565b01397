// fails: RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.PassesMuchThrough
// mistake: Waits for the end of the child before it reads what the child has said.
// misconception: wait-comes-first

#include "parts.hpp"

void wait_first(Child& child) {
  while (!child.ended) round(child, {.out = false, .err = false});
  hear_the_rest(child);
}

int main(int argc, char* argv[]) {
  parts.converse = wait_first;
  return run(argc, argv);
}
