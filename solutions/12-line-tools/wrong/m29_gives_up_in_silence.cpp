// fails: LineTools.SaysWhyItGivesUp
// mistake: Ends with the right exit code, and says nothing.
// misconception: people-need-words

#include "parts.hpp"

class Wrong : public Tool {
  int give_up(int code, const std::string&) override { return code; }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
