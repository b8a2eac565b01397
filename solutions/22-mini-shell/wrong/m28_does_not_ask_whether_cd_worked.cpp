// fails: MiniShell.SurvivesAMissingFolder
// mistake: Never looks at what chdir says, so a folder that is missing goes unnoticed.
// misconception: calls-always-work

#include "parts.hpp"

class TrustingShell : public Shell {
  int change_folder(const std::vector<std::string>& words) override {
    if (words.size() != 2) return Shell::change_folder(words);
    return chdir(words[1].c_str()) == 0 ? 0 : 0;
  }
};

int main() { return TrustingShell().run(); }
