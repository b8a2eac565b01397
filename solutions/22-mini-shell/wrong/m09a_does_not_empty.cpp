// fails: MiniShell.EmptiesAnOldFile
// mistake: Opens the file for > without emptying it, so the end of an old text stays.
// misconception: opening-is-one-thing

#include "parts.hpp"

class OverwritingShell : public Shell {
  Redirection redirection(const std::string& sign, const std::string& file) override {
    Redirection found = Shell::redirection(sign, file);
    found.flags &= ~O_TRUNC;
    return found;
  }
};

int main() { return OverwritingShell().run(); }
