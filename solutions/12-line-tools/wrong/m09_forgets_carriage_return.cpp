// fails: LineTools.StripsCarriageReturns
// mistake: Strips all kinds of blanks but \r, which nobody sees.
// misconception: bytes-that-nobody-sees

#include "parts.hpp"

class Wrong : public Tool {
  const char* blanks() override { return " \t\n\v\f"; }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
