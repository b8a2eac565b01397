// fails: LineTools.RefusesACallWithoutACommand, LineTools.RefusesAnUnknownCommand, LineTools.RefusesAMissingText, LineTools.RefusesAnExtraWord, LineTools.JudgesTheCallBeforeItReads, LineTools.ExitsWithOneWhenThereIsNoLastLine, LineTools.ExitsWithOneWhenNoLineIsEqual, LineTools.ExitsWithOneWhenThereIsNoText, LineTools.RefusesATextThatIsNoNumber
// mistake: Says what went wrong, but always ends with exit code 0.
// misconception: nobody-reads-the-number

#include "parts.hpp"

class Wrong : public Tool {
  int give_up(int, const std::string& why) override {
    std::cerr << "lines: " << why << '\n';
    return kDone;
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
