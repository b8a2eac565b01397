// fails: MiniShell.TakesTheStatusOfTheLast
// mistake: Takes the status of the command that ends last, but the last of the line counts.
// misconception: whose-status

#include "parts.hpp"

class LatestShell : public Shell {
  int wait_for(const std::vector<pid_t>& children) override {
    int latest = 0;
    for (std::size_t i = 0; i < children.size(); ++i) latest = collect(-1);
    return latest;
  }
};

int main() { return LatestShell().run(); }
