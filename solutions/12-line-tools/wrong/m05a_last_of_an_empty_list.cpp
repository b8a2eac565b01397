// fails: LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.KeepsOneLineForLast
// mistake: Takes the last item of a list without asking whether the list has any.
// misconception: last-page-of-an-empty-book

#include "parts.hpp"

class Wrong : public Tool {
  int last() override {
    std::vector<std::string> lines;
    for (std::string line; next_line(line);) lines.push_back(line);
    print(lines.back());
    return kDone;
  }

  int last_text() override {
    std::vector<std::string> texts;
    for (std::string line; next_line(line);)
      if (!strip(line).empty()) texts.push_back(strip(line));
    print(texts[texts.size() - 1]);
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
