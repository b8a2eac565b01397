// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Puts the newline between the lines instead of at the end of each.
// misconception: line-feed-between-lines

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  bool first = true;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!first) std::cout << '\n';
    first = false;
    std::cout << line << std::flush;
  }
  return 0;
}
