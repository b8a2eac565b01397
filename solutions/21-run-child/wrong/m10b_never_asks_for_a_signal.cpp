// fails: RunChild.ReportsTheSignal
// mistake: Takes the exit code out of the status without asking whether there is one.
// misconception: status-is-packed

#include "parts.hpp"

std::string code_only(const Child& child) {
  const std::string code = std::to_string((child.status >> 8) & 255);
  return member("exit", code) + "," + member("signal", "null");
}

int main(int argc, char* argv[]) {
  parts.how_it_ended = code_only;
  return run(argc, argv);
}
