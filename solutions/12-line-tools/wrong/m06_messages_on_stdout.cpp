// fails: LineTools.LeavesStandardOutputToResults, LineTools.SaysWhyItGivesUp
// mistake: Prints its error messages on standard output.
// misconception: two-trays

#include "parts.hpp"

class Wrong : public Tool {
  int give_up(int code, const std::string& why) override {
    std::cout << "lines: " << why << '\n';
    return code;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
