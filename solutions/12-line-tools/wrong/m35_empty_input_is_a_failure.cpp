// fails: LineTools.TakesEmptyInputForNoFailure
// mistake: Ends with exit code 1 whenever the input is empty, whatever the command is.
// misconception: zero-is-an-answer

#include "parts.hpp"

class Wrong : public Tool {
  int count() override {
    if (std::cin.peek() == std::char_traits<char>::eof()) return nothing_found();
    return Tool::count();
  }

  int strip_lines() override {
    if (std::cin.peek() == std::char_traits<char>::eof()) return nothing_found();
    return Tool::strip_lines();
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
