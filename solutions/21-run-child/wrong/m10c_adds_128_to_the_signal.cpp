// fails: RunChild.ReportsTheSignal
// mistake: Reports a signal as exit code 128 and more, as shells do.
// misconception: status-is-packed

#include "parts.hpp"

std::string like_a_shell(const Child& child) {
  const int status = child.status;
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return member("exit", std::to_string(code)) + "," + member("signal", "null");
}

int main(int argc, char* argv[]) {
  parts.how_it_ended = like_a_shell;
  return run(argc, argv);
}
