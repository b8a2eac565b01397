// fails: MiniShell.KeepsEmptyWords
// mistake: Keeps a word only when it has letters, but quotes can hold an empty one.
// misconception: empty-is-no-word

#include "parts.hpp"

class ThriftyShell : public Shell {
  Commands parse(const Tokens& all) override {
    Tokens kept;
    for (const Token& token : all)
      if (!token.text.empty()) kept.push_back(token);
    return Shell::parse(kept);
  }
};

int main() { return ThriftyShell().run(); }
