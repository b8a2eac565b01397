// fails: MiniShell.SplitsWordsAtOperators
// mistake: Ends a word only at a blank, so signs that touch a word become part of it.
// misconception: only-blanks-end-words

#include "parts.hpp"

class SpacedShell : public Shell {
  std::string word_at(const std::string& line, std::size_t& at) override {
    std::string word;
    while (at < line.size() && !is_blank(line[at])) {
      if (line[at] == '\'') {
        word += quoted_at(line, at);
      } else {
        word += line[at++];
      }
    }
    return word;
  }
};

int main() { return SpacedShell().run(); }
