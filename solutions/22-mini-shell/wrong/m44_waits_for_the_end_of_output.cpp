// fails: MiniShell.WaitsForItsOwnCommandsOnly
// mistake: Reads what a command prints until its end and prints it then; that end may never come.
// misconception: end-of-output-is-end-of-process

#include "parts.hpp"

class CapturingShell : public Shell {
  int run_pipeline(const Commands& commands) override {
    int ends[2];
    make_pipe(ends);
    const int screen = fcntl(1, F_DUPFD_CLOEXEC, 10);
    dup2(ends[1], 1);
    close(ends[1]);
    std::vector<pid_t> children;
    children_ = &children;
    Shell::run_pipeline(commands);
    dup2(screen, 1);
    close(screen);
    char chunk[4096];
    for (ssize_t count = 0; (count = read(ends[0], chunk, sizeof chunk)) > 0;)
      if (write(1, chunk, static_cast<std::size_t>(count)) < 0) break;
    close(ends[0]);
    return Shell::wait_for(children);
  }

  int wait_for(const std::vector<pid_t>& children) override {
    *children_ = children;
    return 0;
  }

  std::vector<pid_t>* children_ = nullptr;
};

int main() { return CapturingShell().run(); }
