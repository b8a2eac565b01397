// fails: RunChild.FindsTheLastLine, RunChild.PassesArgumentsOn
// mistake: Takes no notice of a last line that has no line feed.
// misconception: last-line-ends

#include "parts.hpp"

std::string last_whole_line(std::string bytes) {
  return last_line(bytes.substr(0, bytes.rfind('\n') + 1));
}

int main(int argc, char* argv[]) {
  parts.last_line = last_whole_line;
  return run(argc, argv);
}
