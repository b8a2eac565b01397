// fails: FlushTicker.IgnoresItsInput
// mistake: Waits for input with a time limit, but an input at its end interrupts every wait.
// misconception: input-keeps-quiet

#include <poll.h>

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    pollfd input{0, POLLIN, 0};
    poll(&input, 1, static_cast<int>(std::max(due(number) - ms_of(CLOCK_MONOTONIC), 0LL)));
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
