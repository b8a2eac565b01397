// fails: MiniShell.RunsTheOthersOfAPipe
// mistake: Runs nothing of a pipeline when one of its commands cannot be found.
// misconception: all-or-nothing

#include "parts.hpp"

class CarefulShell : public Shell {
  static bool exists(const std::string& name) {
    return access(name.c_str(), X_OK) == 0 || access(("/usr/bin/" + name).c_str(), X_OK) == 0 ||
           access(("/bin/" + name).c_str(), X_OK) == 0;
  }

  int run_pipeline(const Commands& commands) override {
    for (const Command& command : commands)
      if (!exists(command.words[0])) {
        complain(command.words[0] + ": not found");
        return 127;
      }
    return Shell::run_pipeline(commands);
  }
};

int main() { return CarefulShell().run(); }
