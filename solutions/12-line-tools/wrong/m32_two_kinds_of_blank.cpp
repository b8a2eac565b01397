// fails: LineTools.StripsCarriageReturns, LineTools.StripsSixBytesOnly
// mistake: Strips blanks and tabs only, the two kinds of blank that it knows.
// misconception: bytes-that-nobody-sees

#include "parts.hpp"

class Wrong : public Tool {
  const char* blanks() override { return " \t"; }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
