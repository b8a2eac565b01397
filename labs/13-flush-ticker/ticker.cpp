// Lab 13, flush-ticker: writes one line after the other, each when it is due and with the time.

#include <chrono>
#include <iostream>
#include <string>
#include <thread>

int main([[maybe_unused]] int argc, [[maybe_unused]] char* argv[]) {
  // TODO: Start here. First read COUNT and PERIOD from argv and write line 1 with the time; then
  // wait until the next line is due. README.md says exactly what your program is asked to do.
  std::cerr << "ticker: nothing is built yet\n";
  return 1;
}
