// fails: FlushTicker.WritesThreeDigitsOfMilliseconds
// mistake: Writes 7 ms as .7, which are seven tenths of a second.
// misconception: a-fraction-is-a-number

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    return written("%Y-%m-%dT%H:%M:%S", utc_parts(now)) + "." + std::to_string(now % 1000) + "Z";
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
