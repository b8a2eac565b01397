// fails: MiniShell.RunsEachLineOnce
// mistake: A child that failed to exec leaves by exit(), which moves the place in the file.
// misconception: child-has-a-copy

#include "parts.hpp"

class TidyShell : public Shell {
  bool next_line(std::string& line) override {
    line.clear();
    int c = getchar();
    if (c == EOF) return false;
    for (; c != EOF && c != '\n'; c = getchar()) line += static_cast<char>(c);
    return true;
  }

  void leave_child(int code) override { std::exit(code); }
};

int main() { return TidyShell().run(); }
