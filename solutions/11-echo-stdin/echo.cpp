// Writes every line of standard input back to standard output.

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo (it takes no arguments)\n";
    return 2;
  }

  std::string line;
  while (std::getline(std::cin, line)) {
    // The sender may wait for this echo before it sends the next line.
    std::cout << line << '\n' << std::flush;
    if (!std::cout) {
      std::cerr << "echo: cannot write to standard output\n";
      return 1;
    }
  }
  return 0;
}
