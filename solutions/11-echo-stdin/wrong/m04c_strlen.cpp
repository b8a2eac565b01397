// fails: EchoStdin.KeepsEveryByte
// mistake: Measures the line with strlen, which counts only up to the first NUL byte.
// misconception: zero-ends-text

#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::fwrite(line.data(), 1, std::strlen(line.data()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
  }
  return 0;
}
