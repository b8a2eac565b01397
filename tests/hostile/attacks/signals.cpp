// Signals to the grader, on every way there is. It is always SIGWINCH, which hurts nobody.
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

void kill_grader(const Target& target) {
  report(kill(grader_of(target), SIGWINCH) == 0, "kill", "signalled the grader");
}

// The grader's whole process group.
void kill_grader_group(const Target& target) {
  const pid_t group = getpgid(grader_of(target));
  if (group < 0) return blocked_by("getpgid");
  if (group == 0) return blocked("the grader's group is not to be seen from here");
  report(kill(-group, SIGWINCH) == 0, "kill", "signalled the grader's group");
}

// Everybody who may be signalled at all; only the others know whether they were.
void kill_all(const Target&) {
  signal(SIGWINCH, SIG_IGN);
  if (kill(-1, SIGWINCH) != 0) return blocked_by("kill(-1)");
  tried("signalled everybody");
}

// The own process group, in which the grader must not be.
void kill_own_group(const Target&) {
  signal(SIGWINCH, SIG_IGN);
  if (kill(0, SIGWINCH) != 0) return blocked_by("kill(0)");
  tried("signalled its own process group");
}

constexpr long kDirty = 0x0badcafe00000000;

// The kernel reads 32 bits of the number; a filter that compares 64 sees another one.
void kill_dirty_bits(const Target& target) {
  const long grader = kDirty | grader_of(target);
  report(syscall(SYS_kill, grader, kDirty | SIGWINCH) == 0, "kill",
         "signalled the grader past a comparison of 64 bits");
}

void kill_all_dirty_bits(const Target&) {
  signal(SIGWINCH, SIG_IGN);
  constexpr long kEverybody = kDirty | 0xffffffff;
  if (syscall(SYS_kill, kEverybody, SIGWINCH) != 0) return blocked_by("kill(-1)");
  tried("signalled everybody past a comparison of 64 bits");
}

void tgkill_grader(const Target& target) {
  const pid_t grader = grader_of(target);
  report(syscall(SYS_tgkill, grader, grader, SIGWINCH) == 0, "tgkill", "signalled the grader");
}

void tkill_grader(const Target& target) {
  report(syscall(SYS_tkill, grader_of(target), SIGWINCH) == 0, "tkill", "signalled the grader");
}

void sigqueue_grader(const Target& target) {
  report(sigqueue(grader_of(target), SIGWINCH, {}) == 0, "sigqueue", "signalled the grader");
}

void pidfd_signal_grader(const Target& target) {
  const long pidfd = syscall(SYS_pidfd_open, grader_of(target), 0);
  if (pidfd < 0) return blocked_by("pidfd_open");
  report(syscall(SYS_pidfd_send_signal, pidfd, SIGWINCH, nullptr, 0) == 0, "pidfd_send_signal",
         "signalled the grader");
}

// The kernel sends the signal when the pipe has something to read: no call of kill is needed.
void fcntl_signal_grader(const Target& target) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return blocked_by("pipe");
  if (fcntl(ends[0], F_SETOWN, grader_of(target)) != 0) return blocked_by("fcntl(F_SETOWN)");
  if (fcntl(ends[0], F_SETSIG, SIGWINCH) != 0) return blocked_by("fcntl(F_SETSIG)");
  if (fcntl(ends[0], F_SETFL, O_ASYNC) != 0) return blocked_by("fcntl(O_ASYNC)");
  write_all(ends[1], "x");
  tried("had the kernel signal the grader");
}

}  // namespace

const std::vector<Attack> kSignalAttacks{
    {"kill-grader", kill_grader},
    {"kill-grader-group", kill_grader_group},
    {"kill-all", kill_all},
    {"kill-own-group", kill_own_group},
    {"kill-dirty-bits", kill_dirty_bits},
    {"kill-all-dirty-bits", kill_all_dirty_bits},
    {"tgkill-grader", tgkill_grader},
    {"tkill-grader", tkill_grader},
    {"sigqueue-grader", sigqueue_grader},
    {"pidfd-send-signal", pidfd_signal_grader},
    {"fcntl-signal-grader", fcntl_signal_grader},
};
