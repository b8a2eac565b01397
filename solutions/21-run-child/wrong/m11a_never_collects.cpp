// fails: RunChild.ReportsTheExitCode, RunChild.ReportsTheSignal, RunChild.SaysThatNothingWasStarted, RunChild.WaitsForASilentChild, RunChild.CollectsTheChildAtOnce, RunChild.LetsTheChildPause
// mistake: Never collects the child, and takes for granted that all went well.
// misconception: nobody-collects

#include "parts.hpp"

void note_the_end(Child& child) {
  child.ended = true;  // and its exit code stays 0
  child.ended_at = now();
  close_end(child.end);
}

int main(int argc, char* argv[]) {
  parts.collect = note_the_end;
  return run(argc, argv);
}
