// fails: LineTools.StripsSixBytesOnly
// mistake: Takes all bytes up to the blank for blanks; with a sign, these are most bytes.
// misconception: six-bytes-may-go

#include "parts.hpp"

class Wrong : public Tool {
  std::string strip(const std::string& text) override {
    std::size_t from = 0;
    std::size_t to = text.size();
    while (from < to && static_cast<signed char>(text[from]) <= ' ') ++from;
    while (to > from && static_cast<signed char>(text[to - 1]) <= ' ') --to;
    return text.substr(from, to - from);
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
