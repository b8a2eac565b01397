// fails: LineTools.RefusesAnExtraWord
// mistake: Takes the words that it needs, and never looks whether there are more.
// misconception: more-words-than-needed

#include "parts.hpp"

class Wrong : public Tool {
  bool is_right(const Words& words) override {
    const std::size_t needed = !words.empty() && takes_text(words[0]) ? 2 : 1;
    if (words.size() <= needed) return Tool::is_right(words);
    return Tool::is_right({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(needed)});
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
