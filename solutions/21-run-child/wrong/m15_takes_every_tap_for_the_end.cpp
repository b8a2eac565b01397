// fails: RunChild.LetsTheChildPause
// mistake: Takes every SIGCHLD for the end of the child; it also comes when one is stopped.
// misconception: tap-is-an-end

#include "parts.hpp"

#include <sys/signalfd.h>

sigset_t tap() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  return set;
}

void become_untapped(char* argv[]) {
  const sigset_t taps = tap();
  sigprocmask(SIG_UNBLOCK, &taps, nullptr);
  execvp(argv[0], argv);
}

void start_and_listen_for_taps(Child& child, char* argv[]) {
  const sigset_t taps = tap();
  sigprocmask(SIG_BLOCK, &taps, nullptr);
  start(child, argv);
  close_end(child.end);
  child.end = signalfd(-1, &taps, SFD_CLOEXEC);
}

void collect_at_a_tap(Child& child) {
  waitpid(child.pid, &child.status, WNOHANG);
  child.ended = true;
  child.ended_at = now();
  close_end(child.end);
}

int main(int argc, char* argv[]) {
  parts.become = become_untapped;
  parts.start = start_and_listen_for_taps;
  parts.collect = collect_at_a_tap;
  return run(argc, argv);
}
