// fails: FlushTicker.FlushesEachLine
// mistake: Flushes first and prints then, so that each line leaves with the next one.
// misconception: a-flush-holds-for-ever

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool tick(int number) override {
    wait_for(number);
    return push() && write(line(number));
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
