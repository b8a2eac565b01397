// fails: FlushTicker.WritesTheTimeInIsoFormat, FlushTicker.TellsTheTimeInUtc
// mistake: Takes the clock on the wall of this machine, and does not say which zone that is.
// misconception: nobody-names-the-zone

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    return written("%Y-%m-%dT%H:%M:%S", local_parts(now)) + fraction(now);
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
