// fails: FlushTicker.KeepsTimeThroughSignals
// mistake: Takes a sleep that a signal has cut short for one that is over.
// misconception: interrupted-is-finished

#include "parts.hpp"

class WrongTicker : public Ticker {
  void prepare_for_signals() override {
    std::signal(SIGUSR1, [](int) {});
  }
  void wait_for(int number) override {
    const timespec left = timespec_of(std::max(due(number) - ms_of(CLOCK_MONOTONIC), 0LL));
    nanosleep(&left, nullptr);
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
