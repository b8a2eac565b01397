// fails: MiniShell.RunsAllCommandsAtOnce, MiniShell.EndsWhenNobodyReads, MiniShell.PassesMuchThroughPipes
// mistake: Waits for each command before it starts the next one, but a full pipe needs its reader.
// misconception: one-after-the-other

#include "parts.hpp"

class PatientShell : public Shell {
  int last_status_ = 0;

  pid_t start(const Command& command, int input, int output) override {
    last_status_ = collect(Shell::start(command, input, output));
    return -1;
  }

  int wait_for(const std::vector<pid_t>& /*children*/) override { return last_status_; }
};

int main() { return PatientShell().run(); }
