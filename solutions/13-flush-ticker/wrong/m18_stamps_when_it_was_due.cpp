// fails: FlushTicker.StampsTheMomentOfWriting
// mistake: Calculates the time in a line from the start, and does not ask the clock when it writes.
// misconception: the-time-can-be-calculated

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::string line(int number) override {
    if (number == 1) began_ = ms_of(CLOCK_REALTIME);
    const long long stamp = began_ + (number - 1) * period;
    return std::to_string(number) + " " + time_text(stamp) + "\n";
  }

 private:
  long long began_ = 0;
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
