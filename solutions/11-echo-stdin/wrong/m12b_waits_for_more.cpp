// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding
// mistake: Believes that more input may come after the end of input, and never exits.
// misconception: end-is-a-pause

#include <chrono>
#include <iostream>
#include <string>
#include <thread>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (true) {
    if (std::getline(std::cin, line)) {
      std::cout << line << std::endl;
    } else {
      std::cin.clear();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
}
