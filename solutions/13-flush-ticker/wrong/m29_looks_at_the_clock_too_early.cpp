// fails: FlushTicker.TakesTheTimeFromOneClock, FlushTicker.StampsTheMomentOfWriting
// mistake: Makes the text of the next line before it waits for it.
// misconception: the-text-can-wait

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool tick(int number) override {
    const std::string text = line(number);
    wait_for(number);
    return write(text) && push();
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
