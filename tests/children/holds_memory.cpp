// Holds N MiB of memory that it has written to.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int, char** arguments) {
  const size_t size = strtoul(arguments[1], nullptr, 10) << 20U;
  char* memory = static_cast<char*>(malloc(size));
  memset(memory, 1, size);
  printf("ready %d\n", memory[size / 2]);  // it is used, so that no compiler removes it
  fflush(stdout);
  while (true) pause();
}
