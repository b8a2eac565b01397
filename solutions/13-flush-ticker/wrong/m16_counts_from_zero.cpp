// fails: FlushTicker.WritesOneLine, FlushTicker.FlushesEachLine, FlushTicker.StartsAtOnce, FlushTicker.KeepsThePeriod, FlushTicker.EndsAfterTheLastLine, FlushTicker.IgnoresItsInput, FlushTicker.WritesThreeDigitsOfMilliseconds, FlushTicker.TakesTheTimeFromOneClock, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.WritesAThousandLinesAtOnce, FlushTicker.SurvivesASignal, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Counts as arrays do: its first line is line 0.
// misconception: the-first-line-is-line-zero

#include "parts.hpp"

class WrongTicker : public Ticker {
  int first_number() override { return 0; }
  void wait_for(int number) override { Ticker::wait_for(number + 1); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
