// fails: RunChild.WritesOneLine
// mistake: Prints a report that people like to read, with a line for each member.
// misconception: output-is-for-people

#include "parts.hpp"

std::string pretty(const Child& child) {
  const std::string text = report(child);
  return "{\n  " + text.substr(1);
}

int main(int argc, char* argv[]) {
  parts.report = pretty;
  return run(argc, argv);
}
