// fails: RunChild.GivesTheChildAPipe
// mistake: Lets the child inherit its own standard input instead of a pipe.
// misconception: child-shares-our-input

#include "parts.hpp"

void wire_outputs(const Pipe& /*in*/, const Pipe& out, const Pipe& err) {
  dup2(out.writing, 1);
  dup2(err.writing, 2);
}

void start_without_input(Child& child, char* argv[]) {
  start(child, argv);
  close_end(child.in);
}

int main(int argc, char* argv[]) {
  parts.wire = wire_outputs;
  parts.start = start_without_input;
  return run(argc, argv);
}
