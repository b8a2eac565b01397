// fails: EchoStdin.EchoesOneLine, EchoStdin.KeepsTheOrderOfLines, EchoStdin.PrintsNothingForEmptyInput, EchoStdin.KeepsEmptyLines, EchoStdin.AnswersBeforeTheNextLine, EchoStdin.CompletesTheLastLine, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns, EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines, EchoStdin.ReadsByteByByte, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding
// mistake: Waits for a read error to stop, but the end of input is a read of zero bytes, for ever.
// misconception: end-is-a-pause

#include <unistd.h>

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  char chunk[4096];
  std::string line;
  ssize_t count = 0;
  while ((count = read(STDIN_FILENO, chunk, sizeof chunk)) >= 0) {
    if (count == 0 && !line.empty()) chunk[count++] = '\n';
    for (ssize_t i = 0; i < count; ++i) {
      if (chunk[i] == '\n') {
        std::cout << line << std::endl;
        line.clear();
      } else {
        line += chunk[i];
      }
    }
  }
  return 0;
}
