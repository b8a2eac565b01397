// fails: FlushTicker.EndsWhenNobodyReads
// mistake: Ignores SIGPIPE, and what its writes report: it goes on when nobody reads.
// misconception: every-write-works

#include "parts.hpp"

class WrongTicker : public Ticker {
  void prepare_for_signals() override {
    Ticker::prepare_for_signals();
    std::signal(SIGPIPE, SIG_IGN);
  }
  bool push() override {
    std::fflush(stdout);
    return true;
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
