// fails: RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.PassesMuchThrough, RunChild.KeepsTheLastBytes, RunChild.CollectsTheChildAtOnce
// mistake: Looks every millisecond, and looks no more when the child has ended: the rest gets lost.
// misconception: end-empties-the-pipes

#include "parts.hpp"

void read_a_little(int fd, std::string& bytes) {
  char chunk[4096];
  pollfd there{fd, POLLIN, 0};
  if (poll(&there, 1, 0) <= 0) return;
  const ssize_t count = read(fd, chunk, sizeof chunk);
  if (count > 0) bytes.append(chunk, static_cast<std::size_t>(count));
}

void look_while_it_lives(Child& child) {
  while (!child.ended) {
    usleep(1000);
    round(child, {.out = false, .err = false, .end = false}, 0);
    read_a_little(child.out, child.said.bytes);
    read_a_little(child.err, child.complained.bytes);
    round(child, {.input = false, .out = false, .err = false}, 0);
  }
}

int main(int argc, char* argv[]) {
  parts.converse = look_while_it_lives;
  return run(argc, argv);
}
