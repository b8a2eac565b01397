// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding
// mistake: Reports the end of input as a failure: it exits with 1.
// misconception: end-is-a-failure

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (true) {
    if (!std::getline(std::cin, line)) {
      std::cerr << "echo: cannot read from standard input\n";
      return 1;
    }
    std::cout << line << std::endl;
  }
}
