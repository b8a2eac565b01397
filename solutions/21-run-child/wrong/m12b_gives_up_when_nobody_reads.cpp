// fails: RunChild.SurvivesAChildThatDoesNotRead
// mistake: Gives up with an error when the child reads no more input.
// misconception: gone-reader-is-fatal

#include "parts.hpp"

void pass_on_or_give_up(Child& child) {
  pass_on(child);
  if (child.in < 0) give_up("write");
}

int main(int argc, char* argv[]) {
  parts.pass_on = pass_on_or_give_up;
  return run(argc, argv);
}
