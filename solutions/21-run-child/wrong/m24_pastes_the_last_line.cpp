// fails: RunChild.QuotesTheLastLine, RunChild.PassesArgumentsOn
// mistake: Puts the last line between two quotes without looking at what is in it.
// misconception: json-is-pasted

#include "parts.hpp"

std::string pasted(const std::string& text) { return '"' + text + '"'; }

int main(int argc, char* argv[]) {
  parts.quoted = pasted;
  return run(argc, argv);
}
