// fails: FlushTicker.TakesTheTimeFromOneClock
// mistake: Takes the seconds from one clock, milliseconds from the one that counts its work.
// misconception: two-clocks-make-one-time

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    const long long worked = ms_of(CLOCK_PROCESS_CPUTIME_ID);
    return written("%Y-%m-%dT%H:%M:%S", utc_parts(now)) + fraction(worked) + "Z";
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
