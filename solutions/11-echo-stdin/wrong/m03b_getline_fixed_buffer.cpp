// fails: EchoStdin.KeepsLongLines
// mistake: Reads into a buffer of fixed size and prints each full buffer as if it were a line.
// misconception: line-fits

#include <iostream>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  char line[4096];
  while (std::cin.getline(line, sizeof line) || std::cin.gcount() > 0) {
    std::streamsize length = std::cin.gcount();
    if (std::cin.fail()) {
      std::cin.clear();  // The buffer was full.
    } else if (!std::cin.eof()) {
      length = length - 1;  // The line feed was counted too.
    }
    std::cout.write(line, length) << std::endl;
  }
  return 0;
}
