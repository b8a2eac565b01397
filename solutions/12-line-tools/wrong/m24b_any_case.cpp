// fails: LineTools.ComparesWholeLines
// mistake: Takes small and capital letters for equal.
// misconception: part-is-not-whole

#include "parts.hpp"

class Wrong : public Tool {
  static std::string small(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  }

  bool is_equal(const std::string& line, const std::string& text) override {
    return small(line) == small(text);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
