// Prints every signal that it got blocked or ignored, one a line: "13 ignored".
#include <signal.h>
#include <stdio.h>

int main() {
  sigset_t blocked;
  sigprocmask(SIG_BLOCK, nullptr, &blocked);
  for (int number = 1; number <= SIGRTMAX; ++number) {
    struct sigaction action = {};
    if (sigismember(&blocked, number) == 1) printf("%d blocked\n", number);
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_DFL)
      printf("%d ignored\n", number);
  }
}
