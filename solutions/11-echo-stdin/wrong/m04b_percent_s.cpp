// fails: EchoStdin.KeepsEveryByte
// mistake: Prints the line with %s, which stops at the first NUL byte.
// misconception: zero-ends-text

#include <cstdio>
#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
  }
  return 0;
}
