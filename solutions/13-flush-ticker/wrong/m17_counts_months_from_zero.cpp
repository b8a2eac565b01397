// fails: FlushTicker.TellsTodaysDate, FlushTicker.TellsTheTimeInUtc
// mistake: Writes the month as the system counts it, which gives 0 to January.
// misconception: january-is-zero

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    tm parts = utc_parts(now);
    char month[16];
    std::snprintf(month, sizeof month, "-%02d", parts.tm_mon);
    return written("%Y", parts) + month + written("-%dT%H:%M:%S", parts) + fraction(now) + "Z";
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
