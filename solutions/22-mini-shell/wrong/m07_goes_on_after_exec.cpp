// fails: MiniShell.RunsEachLineOnce, MiniShell.GoesOnAfterAnUnknownCommand
// mistake: When the program cannot be started, the child goes on as a second shell.
// misconception: code-behind-exec

#include "parts.hpp"

class SecondShell : public Shell {
  void leave_child(int code) override {
    status = code;
    std::exit(run());
  }
};

int main() { return SecondShell().run(); }
