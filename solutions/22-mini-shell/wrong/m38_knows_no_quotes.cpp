// fails: MiniShell.KeepsQuotedBlanks, MiniShell.KeepsEmptyWords, MiniShell.KeepsQuotedSigns, MiniShell.JoinsQuotedParts, MiniShell.RefusesAnOpenQuote
// mistake: Cuts the line at blanks and signs without looking for quotes.
// misconception: cut-before-quotes

#include "parts.hpp"

class PlainShell : public Shell {
  std::string quoted_at(const std::string& line, std::size_t& at) override {
    return line.substr(at++, 1);
  }
};

int main() { return PlainShell().run(); }
