// fails: MiniShell.AppendsToAFile
// mistake: Opens the file for >> at its beginning, so the new text covers the old.
// misconception: opening-is-one-thing

#include "parts.hpp"

class OverwritingShell : public Shell {
  Redirection redirection(const std::string& sign, const std::string& file) override {
    Redirection found = Shell::redirection(sign, file);
    found.flags &= ~O_APPEND;
    return found;
  }
};

int main() { return OverwritingShell().run(); }
