// fails: MiniShell.MakesFilesThatOthersMayUse
// mistake: Makes new files with rights of its own choice, and the umask has no say.
// misconception: rights-are-my-choice

#include "parts.hpp"

class SecretShell : public Shell {
  mode_t rights() override { return 0600; }
};

int main() { return SecretShell().run(); }
