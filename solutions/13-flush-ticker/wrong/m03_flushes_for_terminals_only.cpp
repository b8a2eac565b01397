// fails: FlushTicker.FlushesEachLine, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Asks whether a terminal is there, and believes that a pipe needs no flush.
// misconception: output-waits

#include <unistd.h>

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool push() override { return isatty(STDOUT_FILENO) == 0 || std::fflush(stdout) == 0; }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
