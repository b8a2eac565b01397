// fails: MiniShell.RefusesAMissingCommand, MiniShell.RunsNothingOfAWrongLine
// mistake: Never asks whether a command has a word, and reads the first word of an empty list.
// misconception: every-command-has-a-word

#include "parts.hpp"

class TrustingShell : public Shell {
  void check(const Command& /*command*/) override {}

  pid_t start(const Command& command, int input, int output) override {
    const std::string name = command.words.at(0);
    return Shell::start(command, input, output);
  }
};

int main() { return TrustingShell().run(); }
