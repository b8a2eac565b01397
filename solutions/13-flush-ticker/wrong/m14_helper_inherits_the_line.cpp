// fails: FlushTicker.WritesOneLine, FlushTicker.WritesAThousandLinesAtOnce
// mistake: Makes a copy of itself while a line still waits inside, and both copies write it.
// misconception: a-copy-holds-the-same-text

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "parts.hpp"

class WrongTicker : public Ticker {
  bool tick(int number) override {
    wait_for(number);
    write(line(number));
    if (number == count && fork() == 0) std::exit(0);  // A helper for the time after the end.
    return push();
  }
  void finish() override { wait(nullptr); }
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
