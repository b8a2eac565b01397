// fails: LineTools.CountsAnUnterminatedLine
// mistake: Counts line feeds, so a last line without one is not counted.
// misconception: line-feed-makes-the-line

#include "parts.hpp"

class Wrong : public Tool {
  int count() override {
    long line_feeds = 0;
    for (char byte = 0; std::cin.get(byte);)
      if (byte == '\n') ++line_feeds;
    print(std::to_string(line_feeds));
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
