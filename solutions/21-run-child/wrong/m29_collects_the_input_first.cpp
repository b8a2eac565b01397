// fails: RunChild.PassesInputAsItComes, RunChild.WaitsForASilentChild, RunChild.CollectsTheChildAtOnce
// mistake: Keeps the input until it has ended, and passes on the first byte only then.
// misconception: input-comes-whole

#include "parts.hpp"

void keep_the_input(Child& child) {
  std::string all;
  pollfd input{0, POLLIN, 0};
  for (ssize_t count = 1; count > 0 && !child.ended;) {
    round(child, {.input = false}, 10);
    char chunk[65536];
    if (poll(&input, 1, 0) == 0) continue;
    count = read(0, chunk, sizeof chunk);
    if (count > 0) all.append(chunk, static_cast<std::size_t>(count));
  }
  child.pending = all;
  converse(child);
}

int main(int argc, char* argv[]) {
  parts.converse = keep_the_input;
  return run(argc, argv);
}
