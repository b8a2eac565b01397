// fails: FlushTicker.RefusesAWrongCountOfArguments
// mistake: Uses two words and never asks how many there are.
// misconception: words-are-always-there

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool is_right(const Words& words) override {
    return Ticker::is_right({words.data()[0], words.data()[1]});
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
