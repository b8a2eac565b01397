// fails: RunChild.WaitsForASilentChild, RunChild.RestsWhileTheChildSleeps
// mistake: Asks without a pause whether there is something to read.
// misconception: asks-instead-of-waiting

#include "parts.hpp"

void hear_busily(Child& child) {
  while (!child.ended) round(child, {}, 0);
  hear_the_rest(child);
}

int main(int argc, char* argv[]) {
  parts.converse = hear_busily;
  return run(argc, argv);
}
