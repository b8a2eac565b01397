// fails: MiniShell.KeepsAllOtherBytes
// mistake: Replaces words that begin with $, as bigger shells do, although nobody asked for it.
// misconception: other-signs-mean-something

#include "parts.hpp"

class ClevererShell : public Shell {
  std::string word_at(const std::string& line, std::size_t& at) override {
    const std::string word = Shell::word_at(line, at);
    if (word[0] != '$') return word;
    const char* value = getenv(word.c_str() + 1);
    return value != nullptr ? value : "";
  }
};

int main() { return ClevererShell().run(); }
