// fails: RunChild.PassesTheEndOn, RunChild.PassesMuchThrough, RunChild.GivesTheChildNothingElse
// mistake: Leaves all ends of the pipes open in the child, also the one that writes to itself.
// misconception: child-inherits-everything

#include "parts.hpp"

Pipe make_open_pipe() {
  int ends[2];
  if (pipe(ends) != 0) give_up("pipe");
  return {ends[0], ends[1]};
}

int main(int argc, char* argv[]) {
  parts.make_pipe = make_open_pipe;
  return run(argc, argv);
}
