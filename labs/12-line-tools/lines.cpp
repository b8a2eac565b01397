// Lab 12, line-tools: six small tools for lines of text in one program.

#include <iostream>
#include <string>

int main() {
  // TODO: Start here. The words that were typed behind the program's name say what to do: give main
  // the two parameters that bring them. README.md says exactly what your program is asked to do.
  std::cerr << "lines: nothing is built yet\n";
  return 1;
}
