// Starts a child, which starts a child, and so on, N times; then all of them wait for ever.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int, char** arguments) {
  for (int left = atoi(arguments[1]); left > 0; --left)
    if (fork() > 0) {
      while (true) pause();
    }
  puts("ready");
  fflush(stdout);
  while (true) pause();
}
