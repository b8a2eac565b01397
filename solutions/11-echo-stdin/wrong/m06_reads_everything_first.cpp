// fails: EchoStdin.AnswersBeforeTheNextLine, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Collects all lines until the end of input and prints the first one only then.
// misconception: collects-everything-first

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(std::cin, line)) {
    lines.push_back(line);
  }
  for (const std::string& each : lines) {
    std::cout << each << '\n';
  }
  return 0;
}
