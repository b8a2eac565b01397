// fails: EchoStdin.KeepsBlanksAndTabs, EchoStdin.KeepsCarriageReturns
// mistake: Trims white space from both ends of each line, but echo promises the same bytes.
// misconception: tidies-up

#include <iostream>
#include <string>

std::string trim(const std::string& text) {
  const char* const blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << trim(line) << std::endl;
  }
  return 0;
}
