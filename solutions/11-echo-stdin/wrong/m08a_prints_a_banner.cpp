// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Greets with a banner on standard output, which belongs to the echo alone.
// misconception: output-is-for-people

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::cout << "Echo is ready. Type something!" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << line << std::endl;
  }
  return 0;
}
