// fails: MiniShell.RunsNothingOfAWrongLine
// mistake: Runs the first commands of a line before it has seen that the rest makes no sense.
// misconception: reads-while-it-runs

#include "parts.hpp"

class EagerShell : public Shell {
  Commands parse(const Tokens& all) override {
    Tokens right;
    for (const Token& token : all) {
      if (token.is_sign && token.text == "|" && is_wrong(all)) break;
      right.push_back(token);
    }
    if (right.size() == all.size()) return Shell::parse(all);
    Commands commands = Shell::parse(right);
    commands.push_back({{"cat"}, {{1, kWrite, "/dev/null"}}});
    run_pipeline(commands);
    throw SyntaxError{};
  }

  bool is_wrong(const Tokens& all) {
    try {
      Shell::parse(all);
      return false;
    } catch (const SyntaxError&) {
      return true;
    }
  }
};

int main() { return EagerShell().run(); }
