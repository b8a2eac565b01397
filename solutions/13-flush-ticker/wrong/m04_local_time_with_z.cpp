// fails: FlushTicker.TellsTheTimeInUtc
// mistake: Takes the clock on the wall of this machine, and still writes Z for UTC behind it.
// misconception: z-is-decoration

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    return written("%Y-%m-%dT%H:%M:%S", local_parts(now)) + fraction(now) + "Z";
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
