// fails: FlushTicker.CatchesUpAfterAPause
// mistake: Sleeps one period after each line, so that every delay moves all lines that follow.
// misconception: late-once-late-for-ever

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    if (number > 1) sleep_ms(period);
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
