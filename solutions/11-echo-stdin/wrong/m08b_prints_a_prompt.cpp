// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Prints a prompt before each line, although no human reads this standard output.
// misconception: output-is-for-people

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  std::cout << "> " << std::flush;
  while (std::getline(std::cin, line)) {
    std::cout << line << "\n> " << std::flush;
  }
  return 0;
}
