// fails: FlushTicker.RestsBetweenTheLines
// mistake: Asks the clock again and again until the next line is due.
// misconception: waiting-is-asking

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    while (ms_of(CLOCK_MONOTONIC) < due(number)) {
    }
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
