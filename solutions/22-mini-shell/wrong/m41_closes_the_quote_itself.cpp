// fails: MiniShell.RefusesAnOpenQuote
// mistake: Takes the end of the line for the closing quote.
// misconception: something-always-follows

#include "parts.hpp"

class HelpfulShell : public Shell {
  std::string quoted_at(const std::string& line, std::size_t& at) override {
    if (line.find('\'', at + 1) != std::string::npos) return Shell::quoted_at(line, at);
    const std::string text = line.substr(at + 1);
    at = line.size();
    return text;
  }
};

int main() { return HelpfulShell().run(); }
