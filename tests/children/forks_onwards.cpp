// Runs away: it forks and ends, its child forks and ends, and so on, N times; the last one waits.
#include <stdlib.h>
#include <unistd.h>

int main(int, char** arguments) {
  for (int left = atoi(arguments[1]); left > 0; --left)
    if (fork() > 0) _exit(0);
  while (true) pause();
}
