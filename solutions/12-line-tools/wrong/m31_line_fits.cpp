// fails: LineTools.ReadsALongLine
// mistake: Reads into a buffer of fixed size, and takes each part of a long line for a line.
// misconception: line-fits

#include "parts.hpp"

class Wrong : public Tool {
  bool next_line(std::string& line) override {
    constexpr std::size_t kBufferSize = 8192;
    line.clear();
    for (char byte = 0; line.size() < kBufferSize && std::cin.get(byte);) {
      if (byte == '\n') return true;
      line += byte;
    }
    return !line.empty();
  }
};

int main(int argc, char* argv[]) { return run_tool<Wrong>(argc, argv); }
