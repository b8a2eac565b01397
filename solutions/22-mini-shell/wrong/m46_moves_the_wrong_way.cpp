// fails: MiniShell.ReadsFromAFile, MiniShell.WritesToAFile, MiniShell.EmptiesAnOldFile, MiniShell.AppendsToAFile, MiniShell.SendsErrorsToAFile, MiniShell.MakesFilesThatOthersMayUse, MiniShell.RedirectsOneCommandOnly, MiniShell.RedirectsFromLeftToRight, MiniShell.SplitsWordsAtOperators, MiniShell.RefusesAMissingFile, MiniShell.RedirectsOutOfAPipe, MiniShell.GivesCommandsThreeDescriptors
// mistake: Turns the file to the stream instead of the stream to the file.
// misconception: which-way-dup2-goes

#include "parts.hpp"

class BackwardShell : public Shell {
  bool open_files(const Command& command) override {
    for (const Redirection& one : command.redirections) {
      const int file = open(one.file.c_str(), one.flags & ~O_CLOEXEC, rights());
      if (file < 0) return false;
      dup2(one.number, file);
    }
    return true;
  }
};

int main() { return BackwardShell().run(); }
