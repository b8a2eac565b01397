// fails: MiniShell.TakesTheStatusOfTheLast
// mistake: Takes the status of the first command of a pipeline for the status of all.
// misconception: whose-status

#include "parts.hpp"

class FirstShell : public Shell {
  int wait_for(const std::vector<pid_t>& children) override {
    const int first = collect(children[0]);
    for (std::size_t i = 1; i < children.size(); ++i) collect(children[i]);
    return first;
  }
};

int main() { return FirstShell().run(); }
