// fails: RunChild.PassesTheEndOn, RunChild.PassesMuchThrough
// mistake: Closes one number of the end that writes to the child, and keeps another.
// misconception: writing-end-stays-open

#include "parts.hpp"

void start_with_a_copy(Child& child, char* argv[]) {
  start(child, argv);
  fcntl(child.in, F_DUPFD_CLOEXEC, 10);
}

int main(int argc, char* argv[]) {
  parts.start = start_with_a_copy;
  return run(argc, argv);
}
