// fails: RunChild.WritesOneLine
// mistake: Does not end the line of the report.
// misconception: output-is-for-people

#include "parts.hpp"

std::string without_end(const Child& child) {
  std::string text = report(child);
  text.pop_back();
  return text;
}

int main(int argc, char* argv[]) {
  parts.report = without_end;
  return run(argc, argv);
}
