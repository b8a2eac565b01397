// fails: RunChild.ReportsTheExitCode, RunChild.ReportsTheSignal, RunChild.SaysThatNothingWasStarted, RunChild.WaitsForASilentChild, RunChild.LetsTheChildPause
// mistake: Prints the packed number of waitpid as the exit code.
// misconception: status-is-packed

#include "parts.hpp"

std::string raw(const Child& child) {
  return member("exit", std::to_string(child.status)) + "," + member("signal", "null");
}

int main(int argc, char* argv[]) {
  parts.how_it_ended = raw;
  return run(argc, argv);
}
