// fails: EchoStdin.KeepsEmptyLines
// mistake: Takes an empty line for nothing at all and skips it.
// misconception: empty-line-is-nothing

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    std::cout << line << std::endl;
  }
  return 0;
}
