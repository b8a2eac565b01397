// fails: EchoStdin.KeepsEveryByte
// mistake: Prints the line as a C string, which ends at the first NUL byte.
// misconception: zero-ends-text

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << line.c_str() << std::endl;
  }
  return 0;
}
