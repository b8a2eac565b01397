// fails: FlushTicker.SurvivesASignal, FlushTicker.KeepsTimeThroughSignals
// mistake: Says nothing about SIGUSR1: such a signal ends the program.
// misconception: signals-pass-by

#include "parts.hpp"

class WrongTicker : public Ticker {
  void prepare_for_signals() override {}
};

int main(int argc, char* argv[]) { return run_ticker<WrongTicker>(argc, argv); }
