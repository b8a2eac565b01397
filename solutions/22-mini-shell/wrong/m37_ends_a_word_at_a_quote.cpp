// fails: MiniShell.JoinsQuotedParts
// mistake: A quote begins or ends a word, so parts without a blank between them come apart.
// misconception: quotes-are-borders

#include "parts.hpp"

class PartingShell : public Shell {
  std::string word_at(const std::string& line, std::size_t& at) override {
    if (line[at] == '\'') return quoted_at(line, at);
    std::string word;
    while (at < line.size() && !is_blank(line[at]) && !strchr("|<>'", line[at])) word += line[at++];
    return word;
  }
};

int main() { return PartingShell().run(); }
