// fails: RunChild.SucceedsWhenTheChildFails
// mistake: Ends with the exit code of the child instead of its own.
// misconception: own-exit-code

#include "parts.hpp"

int main(int argc, char* argv[]) {
  need_a_program(argc);
  const Child child = run_child(argv + 1);
  const std::string text = report(child);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
  return WIFEXITED(child.status) ? WEXITSTATUS(child.status) : 128 + WTERMSIG(child.status);
}
