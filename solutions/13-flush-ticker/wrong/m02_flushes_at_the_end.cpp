// fails: FlushTicker.FlushesEachLine, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Flushes only once, behind the loop, when every line has been waiting for that.
// misconception: output-waits

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool push() override { return true; }
  void finish() override { std::fflush(stdout); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
