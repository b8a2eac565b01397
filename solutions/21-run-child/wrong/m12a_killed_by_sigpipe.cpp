// fails: RunChild.SurvivesAChildThatDoesNotRead
// mistake: Lets SIGPIPE end the whole program when the child stops reading.
// misconception: gone-reader-is-fatal

#include "parts.hpp"

int main(int argc, char* argv[]) {
  need_a_program(argc);
  Child child;
  start(child, argv + 1);
  converse(child);
  const std::string text = report(child);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}
