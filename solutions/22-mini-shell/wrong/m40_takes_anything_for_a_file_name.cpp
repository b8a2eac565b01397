// fails: MiniShell.RefusesAMissingFileName
// mistake: Takes whatever comes behind > for the name of a file, even another sign or nothing.
// misconception: something-always-follows

#include "parts.hpp"

class GreedyShell : public Shell {
  Commands parse(const Tokens& all) override {
    Tokens named = all;
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (!named[i].is_sign || named[i].text == "|") continue;
      if (i + 1 == named.size()) named.push_back({"", false});
      named[i + 1].is_sign = false;
    }
    return Shell::parse(named);
  }
};

int main() { return GreedyShell().run(); }
