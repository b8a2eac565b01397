// fails: FlushTicker.RefusesTextThatIsNoNumber
// mistake: Reads digits as far as there are any, and takes 1x for 1 and an empty word for 0.
// misconception: half-a-number-will-do

#include <cstdlib>

#include "parts.hpp"

class WrongTicker : public Ticker {
  std::optional<long long> number_in(const std::string& text) override {
    return std::strtoll(text.c_str(), nullptr, 10);
  }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
