// fails: MiniShell.RefusesAMissingFile
// mistake: Says that the file cannot be opened and runs the command all the same.
// misconception: calls-always-work

#include "parts.hpp"

class StubbornShell : public Shell {
  bool open_files(const Command& command) override {
    Shell::open_files(command);
    return true;
  }
};

int main() { return StubbornShell().run(); }
