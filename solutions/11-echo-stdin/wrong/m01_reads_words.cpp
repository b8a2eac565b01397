// fails: EchoStdin.KeepsEmptyLines, EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns
// mistake: Reads words with >>, which skips every kind of white space, so only the words survive.
// misconception: reads-words

#include <iostream>
#include <string>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string word;
  while (std::cin >> word) {
    std::cout << word << std::endl;
  }
  return 0;
}
