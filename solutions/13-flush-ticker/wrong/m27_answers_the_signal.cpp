// fails: FlushTicker.SurvivesASignal, FlushTicker.KeepsTimeThroughSignals
// mistake: Writes a word to standard output when the signal comes.
// misconception: signals-want-an-answer

#include <unistd.h>

#include <cstdlib>

#include "parts.hpp"

class WrongTicker : public Ticker {
  void prepare_for_signals() override {
    std::signal(SIGUSR1, [](int) {
      if (::write(STDOUT_FILENO, "USR1\n", 5) < 0) std::_Exit(1);
    });
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
