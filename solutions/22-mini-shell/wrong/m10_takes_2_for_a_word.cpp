// fails: MiniShell.SendsErrorsToAFile
// mistake: Reads 2> as the word 2 and the sign >, so the wrong stream goes to the file.
// misconception: two-characters-one-sign

#include "parts.hpp"

class CountingShell : public Shell {
  std::string sign_at(const std::string& line, std::size_t at) override {
    const std::string sign = Shell::sign_at(line, at);
    return sign == "2>" ? "" : sign;
  }
};

int main() { return CountingShell().run(); }
