// fails: LineTools.RefusesACallWithoutACommand, LineTools.RefusesAnUnknownCommand, LineTools.RefusesAMissingText, LineTools.RefusesAnExtraWord, LineTools.JudgesTheCallBeforeItReads, LineTools.RefusesATextThatIsNoNumber
// mistake: Ends with exit code 1 for a wrong call too, so nobody can tell it from "nothing found".
// misconception: two-kinds-of-no

#include "parts.hpp"

class Wrong : public Tool {
  int give_up(int, const std::string& why) override {
    std::cerr << "lines: " << why << '\n';
    return kNothingFound;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
