// fails: EchoStdin.EndsWhenNobodyReads
// mistake: Ignores SIGPIPE and never looks whether writing worked, so it echoes to nobody for ever.
// misconception: every-write-works

#include <csignal>
#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << line << std::endl;
  }
  return 0;
}
