// fails: RunChild.CollectsTheChildAtOnce
// mistake: Collects the child only when its outputs have ended too, or the patience is over.
// misconception: nobody-collects

#include "parts.hpp"

void note_the_end(Child& child) {
  child.ended = true;
  child.ended_at = now();
  close_end(child.end);
}

void converse_then_collect(Child& child) {
  converse(child);
  waitpid(child.pid, &child.status, 0);
}

int main(int argc, char* argv[]) {
  parts.collect = note_the_end;
  parts.converse = converse_then_collect;
  return run(argc, argv);
}
