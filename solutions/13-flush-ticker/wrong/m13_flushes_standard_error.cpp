// fails: FlushTicker.FlushesEachLine, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Flushes standard error, but the lines are waiting on standard output.
// misconception: output-waits

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool push() override { return std::fflush(stderr) == 0; }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
