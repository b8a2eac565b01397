// fails: RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce
// mistake: Reads standard output to its end before it looks at standard error.
// misconception: one-output-after-the-other

#include "parts.hpp"

void converse_in_order(Child& child) {
  while (!child.said.over && !child.ended) round(child, {.err = false});
  converse(child);
}

int main(int argc, char* argv[]) {
  parts.converse = converse_in_order;
  return run(argc, argv);
}
