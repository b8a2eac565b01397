// fails: LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.ExitsWithOneWhenThereIsNoText
// mistake: Ends with exit code 0 when nothing was found, as if that were no news.
// misconception: nothing-found-is-news

#include "parts.hpp"

class Wrong : public Tool {
  int nothing_found() override {
    std::cerr << "lines: nothing was found\n";
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
