// fails: MiniShell.PassesEveryArgument
// mistake: Ends a word at every blank, so a second blank in a row makes an empty word.
// misconception: each-blank-is-a-border

#include "parts.hpp"

class CuttingShell : public Shell {
  Tokens tokens(const std::string& line) override {
    Tokens found;
    if (line.find_first_not_of(" \t") == std::string::npos || line[0] == '#') return found;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == '#') return found;
      const std::string sign = sign_at(line, at);
      found.push_back({sign.empty() ? word_at(line, at) : sign, !sign.empty()});
      at += sign.size();
      if (at < line.size() && !is_blank(line[at])) --at;
    }
    return found;
  }
};

int main() { return CuttingShell().run(); }
