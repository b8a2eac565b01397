// fails: RunChild.GivesTheChildNothingElse
// mistake: Gives the pipes new numbers in the child, and leaves the old numbers open.
// misconception: child-inherits-everything

#include "parts.hpp"

void wire_and_keep(const Pipe& in, const Pipe& out, const Pipe& err) {
  wire(in, out, err);
  for (const int end : {in.reading, out.writing, err.writing}) fcntl(end, F_SETFD, 0);
}

int main(int argc, char* argv[]) {
  parts.wire = wire_and_keep;
  return run(argc, argv);
}
