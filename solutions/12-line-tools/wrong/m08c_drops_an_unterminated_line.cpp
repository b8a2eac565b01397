// fails: LineTools.CompletesTheLastLine, LineTools.CountsAnUnterminatedLine
// mistake: Takes a read that met the end of the input for a read that brought nothing.
// misconception: line-feed-makes-the-line

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    std::getline(std::cin, line);
    return !std::cin.eof();
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
