// fails: MiniShell.SplitsWordsAtOperators, MiniShell.ConnectsTwoCommands, MiniShell.RedirectsOutOfAPipe, MiniShell.ConnectsFiveCommands, MiniShell.RunsAllCommandsAtOnce, MiniShell.EndsWhenNobodyReads, MiniShell.PassesMuchThroughPipes, MiniShell.RunsTheOthersOfAPipe, MiniShell.RefusesAMissingCommand, MiniShell.RefusesAMissingFileName, MiniShell.RunsNothingOfAWrongLine, MiniShell.GivesCommandsThreeDescriptors, MiniShell.TakesTheStatusOfTheLast
// mistake: Passes | on to the program as if it were a word, and starts one program per line.
// misconception: pipe-is-for-the-program

#include "parts.hpp"

class SingleShell : public Shell {
  Tokens tokens(const std::string& line) override {
    Tokens found = Shell::tokens(line);
    for (Token& token : found)
      if (token.text == "|") token.is_sign = false;
    return found;
  }
};

int main() { return SingleShell().run(); }
