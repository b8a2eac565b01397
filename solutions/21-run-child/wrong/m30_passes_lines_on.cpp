// fails: RunChild.PassesInputOn
// mistake: Takes the input for text, and passes it on as lines that end at a zero byte.
// misconception: input-is-text

#include "parts.hpp"

void pass_on_as_text(Child& child) {
  child.pending.resize(std::strlen(child.pending.c_str()));
  pass_on(child);
}

int main(int argc, char* argv[]) {
  parts.pass_on = pass_on_as_text;
  return run(argc, argv);
}
