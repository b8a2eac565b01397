// fails: FlushTicker.EndsAfterTheLastLine
// mistake: Waits for a period after every line, also after the last one.
// misconception: after-the-last-line

#include "parts.hpp"

class WrongTicker : public Ticker {
  void finish() override { Ticker::wait_for(count + 1); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
