// fails: FlushTicker.StartsAtOnce
// mistake: Waits for a period before it writes line 1, which is due at the start.
// misconception: waits-before-line-one

#include "parts.hpp"

class WrongTicker : public Ticker {
  void wait_for(int number) override { Ticker::wait_for(number + 1); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
