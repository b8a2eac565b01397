// fails: EchoStdin.KeepsCarriageReturns
// mistake: Removes the carriage return at the end of a line, but echo promises the same bytes.
// misconception: tidies-up

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::cout << line << std::endl;
  }
  return 0;
}
