// fails: MiniShell.RunsEachLineWhenItComes, MiniShell.WaitsForItsOwnCommandsOnly
// mistake: Collects all lines until the end of the input and runs the first one only then.
// misconception: reads-all-first

#include "parts.hpp"

class ReadingShell : public Shell {
 public:
  int run() override {
    std::vector<std::string> lines;
    for (std::string line; next_line(line);) lines.push_back(line);
    for (std::size_t i = 0; i < lines.size() && !leaves; ++i) run_line(lines[i]);
    return status;
  }
};

int main() { return ReadingShell().run(); }
