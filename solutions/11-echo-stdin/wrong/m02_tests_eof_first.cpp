// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce
// mistake: Asks for the end of input before it reads, so the failed last read prints an empty line.
// misconception: asks-for-the-end-too-early

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (!std::cin.eof()) {
    std::getline(std::cin, line);
    std::cout << line << std::endl;
  }
  return 0;
}
