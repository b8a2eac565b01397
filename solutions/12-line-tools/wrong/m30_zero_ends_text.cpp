// fails: LineTools.KeepsEveryByte
// mistake: Handles lines as C strings, which end at the first zero byte.
// misconception: zero-ends-text

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    if (!std::getline(std::cin, line)) return false;
    line = line.c_str();
    return true;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
