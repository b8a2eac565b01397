// Ignores SIGTERM, says so, and then copies lines, so that anyone can see that it is still there.
#include <signal.h>
#include <stdio.h>

int main() {
  signal(SIGTERM, SIG_IGN);
  puts("ready");
  fflush(stdout);
  char line[1000];
  while (fgets(line, sizeof line, stdin) != nullptr) {
    fputs(line, stdout);
    fflush(stdout);
  }
}
