// fails: MiniShell.GivesCommandsThreeDescriptors
// mistake: Leaves the opened file open under its first number, besides the one it was opened for.
// misconception: commands-keep-pipe-ends

#include "parts.hpp"

class DoubleShell : public Shell {
  Redirection redirection(const std::string& sign, const std::string& file) override {
    Redirection found = Shell::redirection(sign, file);
    found.flags &= ~O_CLOEXEC;
    return found;
  }
};

int main() { return DoubleShell().run(); }
