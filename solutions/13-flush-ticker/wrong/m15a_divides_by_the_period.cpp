// fails: FlushTicker.WritesAThousandLinesAtOnce
// mistake: Divides by PERIOD to find out how many periods have passed, also where PERIOD is 0.
// misconception: zero-is-no-period

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    while ((ms_of(CLOCK_MONOTONIC) - start) / period < number - 1)
      sleep_ms(due(number) - ms_of(CLOCK_MONOTONIC));
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
