// Leaves a process behind that has its own session, ignores SIGTERM and holds standard output.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  if (fork() > 0) return wait(nullptr) > 0 ? 0 : 1;
  setsid();
  if (fork() > 0) return 0;
  signal(SIGTERM, SIG_IGN);
  printf("daemon %d\n", getpid());
  fflush(stdout);
  while (true) pause();
}
