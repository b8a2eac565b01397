// fails: FlushTicker.RefusesNumbersOutOfRange
// mistake: Takes every number, also those that are out of range.
// misconception: limits-keep-themselves

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool is_in_range(long long, long long, long long) override { return true; }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
