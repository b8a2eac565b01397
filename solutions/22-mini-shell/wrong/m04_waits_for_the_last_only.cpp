// fails: MiniShell.CollectsEveryChild, MiniShell.WaitsForEveryCommand
// mistake: Waits for the last command only, and nobody collects the others.
// misconception: waits-for-one

#include "parts.hpp"

class HastyShell : public Shell {
  int wait_for(const std::vector<pid_t>& children) override { return collect(children.back()); }
};

int main() { return HastyShell().run(); }
