// fails: EchoStdin.CompletesTheLastLine
// mistake: Stops as soon as the end of input is seen, and throws away the line just read with it.
// misconception: end-brings-no-text

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (true) {
    std::getline(std::cin, line);
    if (std::cin.eof()) break;
    std::cout << line << std::endl;
  }
  return 0;
}
