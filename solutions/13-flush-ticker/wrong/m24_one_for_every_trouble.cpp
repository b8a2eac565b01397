// fails: FlushTicker.RefusesAWrongCountOfArguments, FlushTicker.RefusesTextThatIsNoNumber, FlushTicker.RefusesNumbersOutOfRange
// mistake: Ends with exit code 1 when it was called wrongly.
// misconception: one-code-for-every-trouble

#include "parts.hpp"

class WrongTicker : public Ticker {
  int give_up(int, const char* why) override { return Ticker::give_up(1, why); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
