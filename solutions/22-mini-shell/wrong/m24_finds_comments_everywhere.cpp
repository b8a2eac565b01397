// fails: MiniShell.SkipsComments, MiniShell.KeepsQuotedSigns
// mistake: Cuts the line at the first #, also inside a word or between quotes.
// misconception: a-sign-means-the-same-everywhere

#include "parts.hpp"

class CommentingShell : public Shell {
  Tokens tokens(const std::string& line) override {
    return Shell::tokens(line.substr(0, line.find('#')));
  }
};

int main() { return CommentingShell().run(); }
