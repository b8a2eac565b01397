// fails: LineTools.RefusesAnUnknownCommand, LineTools.JudgesTheCallBeforeItReads, LineTools.SaysWhyItGivesUp
// mistake: Ends its chain of questions with else, so every unknown command strips.
// misconception: else-takes-all

#include "parts.hpp"

class Wrong : public Tool {
  bool is_right(const Words& words) override {
    if (!words.empty() && !is_known(words[0])) return true;
    return Tool::is_right(words);
  }

  int work(const std::string& command, const std::string& text) override {
    if (is_known(command)) return Tool::work(command, text);
    return strip_lines();
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
