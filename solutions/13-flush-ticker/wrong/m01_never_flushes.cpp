// fails: FlushTicker.FlushesEachLine, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Never flushes: into a pipe, all lines come when the program ends.
// misconception: output-waits

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool push() override { return true; }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
