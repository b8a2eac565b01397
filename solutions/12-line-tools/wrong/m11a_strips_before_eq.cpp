// fails: LineTools.ComparesBlanksToo, LineTools.TakesAnEmptyText
// mistake: Strips line and TEXT before it compares them for eq.
// misconception: tidies-up

#include "parts.hpp"

class Wrong : public Tool {
  bool is_equal(const std::string& line, const std::string& text) override {
    return strip(line) == strip(text);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
