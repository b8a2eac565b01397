// fails: MiniShell.RunsLineAfterLine
// mistake: Runs a line only when its line feed has come, so the last one can get lost.
// misconception: every-line-has-a-line-feed

#include "parts.hpp"

class WaitingShell : public Shell {
  bool next_line(std::string& line) override { return Shell::next_line(line) && !std::cin.eof(); }
};

int main() { return WaitingShell().run(); }
