// fails: EchoStdin.AnswersBeforeTheNextLine, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Unties cin from cout to be faster and never flushes, so the echo stays in the program.
// misconception: output-waits

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << line << '\n';
  }
  return 0;
}
