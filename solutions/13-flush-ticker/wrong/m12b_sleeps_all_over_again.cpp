// fails: FlushTicker.KeepsTimeThroughSignals
// mistake: After a signal has cut its sleep short, it sleeps for the whole time again.
// misconception: interrupted-is-nothing

#include "parts.hpp"

class WrongTicker : public Ticker {
  void prepare_for_signals() override {
    std::signal(SIGUSR1, [](int) {});
  }
  void wait_for(int number) override {
    const timespec whole = timespec_of(std::max(due(number) - ms_of(CLOCK_MONOTONIC), 0LL));
    while (nanosleep(&whole, nullptr) != 0) {
    }
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
