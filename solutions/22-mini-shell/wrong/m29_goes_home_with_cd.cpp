// fails: MiniShell.WantsOneFolder
// mistake: cd without a folder goes to a folder of its own choice.
// misconception: cd-knows-a-home

#include "parts.hpp"

class HomesickShell : public Shell {
  int change_folder(const std::vector<std::string>& words) override {
    if (words.size() == 1) return chdir("/");
    return Shell::change_folder(words);
  }
};

int main() { return HomesickShell().run(); }
