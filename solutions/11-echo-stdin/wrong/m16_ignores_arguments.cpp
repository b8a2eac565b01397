// fails: EchoStdin.RefusesArguments
// mistake: Does not look at its arguments, so a wrong call goes unnoticed.
// misconception: nobody-asks-for-arguments

#include <iostream>
#include <string>

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << line << std::endl;
    if (!std::cout) return 1;
  }
  return 0;
}
