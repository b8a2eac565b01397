// fails: EchoStdin.KeepsEmptyLines
// mistake: Takes an empty line for the end of the input and stops there.
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
    if (line.empty()) break;
    std::cout << line << std::endl;
  }
  return 0;
}
