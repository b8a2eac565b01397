// fails: MiniShell.KeepsQuotedSigns
// mistake: Takes the quotes off first and looks for signs then, so a quoted | becomes a pipe.
// misconception: cut-before-quotes

#include "parts.hpp"

class UnquotingShell : public Shell {
  Tokens tokens(const std::string& line) override {
    Tokens found = Shell::tokens(line);
    for (Token& token : found)
      if (sign_at(token.text, 0) == token.text && !token.text.empty()) token.is_sign = true;
    return found;
  }
};

int main() { return UnquotingShell().run(); }
