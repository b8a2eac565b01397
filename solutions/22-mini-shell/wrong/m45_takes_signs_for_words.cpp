// fails: MiniShell.ReadsFromAFile, MiniShell.WritesToAFile, MiniShell.EmptiesAnOldFile, MiniShell.AppendsToAFile, MiniShell.SendsErrorsToAFile, MiniShell.MakesFilesThatOthersMayUse, MiniShell.RedirectsOneCommandOnly, MiniShell.RedirectsFromLeftToRight, MiniShell.SplitsWordsAtOperators, MiniShell.RefusesAMissingFile, MiniShell.RedirectsOutOfAPipe, MiniShell.RefusesAMissingFileName, MiniShell.GivesCommandsThreeDescriptors
// mistake: Passes < and > on to the program as if they were words.
// misconception: redirection-is-for-the-program

#include "parts.hpp"

class WordyShell : public Shell {
  Tokens tokens(const std::string& line) override {
    Tokens found = Shell::tokens(line);
    for (Token& token : found)
      if (token.text != "|") token.is_sign = false;
    return found;
  }
};

int main() { return WordyShell().run(); }
