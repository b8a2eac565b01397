// fails: RunChild.KeepsErrorsApart, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.KeepsTheLastBytes
// mistake: Makes one and the same pipe descriptors 1 and 2, so complaints count as output.
// misconception: dup2-direction

#include "parts.hpp"

void wire_together(const Pipe& in, const Pipe& out, const Pipe& /*err*/) {
  dup2(in.reading, 0);
  dup2(out.writing, 1);
  dup2(out.writing, 2);
}

int main(int argc, char* argv[]) {
  parts.wire = wire_together;
  return run(argc, argv);
}
