// fails: LineTools.RefusesACallWithoutACommand
// mistake: Compares argv[1] before it has asked whether there is one.
// misconception: boxes-may-be-missing

#include "parts.hpp"

int main(int argc, char* argv[]) {
  if (std::strcmp(argv[1], "--help") == 0) {
    std::cout << "lines COMMAND [TEXT]\n";
    return kDone;
  }
  return run_tool<Tool>(argc, argv);
}
