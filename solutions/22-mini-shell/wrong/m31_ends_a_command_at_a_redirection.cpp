// fails: MiniShell.RedirectsFromLeftToRight
// mistake: Takes only the words before the first redirection, and forgets those behind it.
// misconception: redirection-ends-the-command

#include "parts.hpp"

class ShortShell : public Shell {
  Commands parse(const Tokens& all) override {
    Commands commands = Shell::parse(all);
    std::size_t kept = 0;
    while (kept < all.size() && !all[kept].is_sign) ++kept;
    if (commands.size() == 1 && kept < all.size()) commands[0].words.resize(kept);
    if (!commands.empty()) check(commands[0]);
    return commands;
  }
};

int main() { return ShortShell().run(); }
