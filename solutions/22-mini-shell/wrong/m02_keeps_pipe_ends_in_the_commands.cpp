// fails: MiniShell.EndsWhenNobodyReads, MiniShell.GivesCommandsThreeDescriptors
// mistake: The writer of a pipe inherits the reading end, so somebody could always read.
// misconception: commands-keep-pipe-ends

#include "parts.hpp"

class InheritingShell : public Shell {
  void make_pipe(int ends[2]) override {
    if (pipe(ends) != 0) perror("pipe");
  }

  void move(int from, int to) override {
    if (from < 0) return;
    dup2(from, to);
    close(from);
  }
};

int main() { return InheritingShell().run(); }
