// fails: FlushTicker.WritesTheTimeInIsoFormat
// mistake: Puts a blank between date and time, where the format wants a T.
// misconception: a-date-for-people

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string time_text(long long now) override {
    return written("%Y-%m-%d %H:%M:%S", utc_parts(now)) + fraction(now) + "Z";
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
