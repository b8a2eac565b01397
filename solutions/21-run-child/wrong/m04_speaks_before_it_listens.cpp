// fails: RunChild.PassesMuchThrough
// mistake: Passes the whole input on before it reads the first byte of the answer.
// misconception: speak-then-listen

#include "parts.hpp"

void speak_first(Child& child) {
  while (child.in >= 0 && !child.ended) round(child, {.out = false, .err = false});
  converse(child);
}

int main(int argc, char* argv[]) {
  parts.converse = speak_first;
  return run(argc, argv);
}
