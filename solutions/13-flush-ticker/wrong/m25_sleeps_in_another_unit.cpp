// fails: FlushTicker.FlushesEachLine, FlushTicker.KeepsThePeriod, FlushTicker.IgnoresItsInput, FlushTicker.WritesThreeDigitsOfMilliseconds, FlushTicker.TakesTheTimeFromOneClock, FlushTicker.CatchesUpAfterAPause, FlushTicker.StampsTheMomentOfWriting, FlushTicker.KeepsTimeThroughSignals, FlushTicker.EndsWhenNobodyReads
// mistake: Hands milliseconds to a sleep that counts in microseconds.
// misconception: units-are-not-checked

#include <unistd.h>

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    if (number > 1) usleep(static_cast<useconds_t>(period));
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
