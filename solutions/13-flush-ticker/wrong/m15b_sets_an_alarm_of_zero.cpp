// fails: FlushTicker.WritesAThousandLinesAtOnce
// mistake: Waits for an alarm that rings every PERIOD, but an alarm of 0 never rings.
// misconception: zero-is-no-period

#include <sys/timerfd.h>
#include <unistd.h>

#include <cstdint>

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override {
    if (number == 1) {
      alarm_ = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
      const timespec every = timespec_of(period);
      const itimerspec times{every, every};
      timerfd_settime(alarm_, 0, &times, nullptr);
      return;
    }
    while (rung_ < number - 1) {
      std::uint64_t times = 0;
      if (read(alarm_, &times, sizeof times) > 0) rung_ += static_cast<int>(times);
    }
  }

 private:
  int alarm_ = -1;
  int rung_ = 0;
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
