// fails: MiniShell.ClosesWhatItOpens
// mistake: Opens the files of redirections in the shell and closes none of them.
// misconception: shell-leaves-files-open

#include "parts.hpp"

class ForgetfulShell : public Shell {
  pid_t start(const Command& command, int input, int output) override {
    for (const Redirection& one : command.redirections)
      open(one.file.c_str(), one.flags & ~O_TRUNC, rights());
    return Shell::start(command, input, output);
  }
};

int main() { return ForgetfulShell().run(); }
