// Rights and limits: getting more than was given.
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

// One more than the hard limit, for every limit that is there.
void raise_limits(const Target&) {
  int finite = 0;
  int error = 0;
  for (const auto resource : {RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CPU}) {
    rlimit limit{};
    getrlimit(resource, &limit);
    if (limit.rlim_max == RLIM_INFINITY) continue;
    ++finite;
    ++limit.rlim_max;
    if (setrlimit(resource, &limit) == 0)
      return worked("raised limit " + std::to_string(resource) + " by one");
    error = errno;
  }
  if (finite == 0) return worked("there is no limit at all");
  blocked_by("setrlimit, " + std::to_string(finite) + " limits", error);
}

// Programs with a setuid bit get the rights of their owner unless this promise is made.
void setuid_programs(const Target&) {
  const int promised = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
  if (promised == 1) blocked("no_new_privs is set");
  else report(promised == 0, "prctl(PR_GET_NO_NEW_PRIVS)", "setuid programs have their rights");
}

// EINVAL: in this user namespace there is no root that it could become.
void setuid_root(const Target&) {
  const bool done = setresuid(0, 0, 0) == 0;
  if (!done && errno == EINVAL) return blocked("setresuid(0): there is no user 0");
  report(done, "setresuid(0)", "is root");
}

// The groups that came with the start may open more doors.
void extra_groups(const Target&) {
  gid_t groups[64];
  const int number = getgroups(64, groups);
  if (number < 0) return blocked_by("getgroups");
  int others = 0;
  for (int i = 0; i < number; ++i) others += groups[i] == getegid() ? 0 : 1;
  if (others > 0) worked("has " + std::to_string(others) + " more groups");
  else blocked("no more groups than its own");
}

void capabilities(const Target&) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct sets[2]{};
  if (syscall(SYS_capget, &header, sets) != 0) return blocked_by("capget");
  if ((sets[0].effective | sets[1].effective | sets[0].permitted | sets[1].permitted) == 0)
    return blocked("no capabilities");
  worked("has capabilities, the first 32: " + std::to_string(sets[0].effective));
}

// Nobody else gets the processor any more.
void realtime(const Target&) {
  const sched_param parameters{1};
  report(sched_setscheduler(0, SCHED_RR, &parameters) == 0, "sched_setscheduler", "has realtime");
}

void nice_first(const Target&) {
  report(setpriority(PRIO_PROCESS, 0, -20) == 0, "setpriority(-20)", "comes before all others");
}

bool write_score(int score) {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool done = write_all(file, std::to_string(score));
  const int error = errno;
  close(file);
  errno = error;
  return done;
}

// When memory runs out the kernel ends others, never this one.
void oom_immune(const Target&) {
  report(write_score(-1000), "write to oom_score_adj", "the kernel spares it when memory runs out");
}

// The kernel no longer prefers it as the victim.
void oom_reset(const Target&) {
  const auto before = read_some("/proc/self/oom_score_adj");
  if (!before) return blocked_by("open(oom_score_adj)");
  const int score = atoi(before->c_str());
  if (score <= 0) return worked("its score was " + std::to_string(score) + " from the beginning");
  report(write_score(0), "write to oom_score_adj", "score from " + std::to_string(score) + " to 0");
}

void type_into(int terminal) {
  const char blank = ' ';
  report(ioctl(terminal, TIOCSTI, &blank) == 0, "ioctl(TIOCSTI)", "typed into the terminal");
}

// Types a command for whoever sits at the terminal; here only a blank.
void terminal_input(const Target&) {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (terminal >= 0) return type_into(terminal);
  for (const int descriptor : {0, 1, 2})
    if (isatty(descriptor) == 1) return type_into(descriptor);
  blocked("no terminal");
}

// The kernel reads 32 bits of the request; a filter that compares 64 does not know it.
void terminal_dirty_bits(const Target&) {
  constexpr unsigned long kDirty = 0x0badcafe00000000;
  const char blank = ' ';
  const bool done = syscall(SYS_ioctl, STDIN_FILENO, kDirty | TIOCSTI, &blank) == 0;
  if (done || errno == EPERM || errno == EACCES || errno == ENOSYS)
    return report(done, "ioctl(TIOCSTI)", "typed into the terminal");
  if (errno == ENOTTY || errno == EIO) return blocked("no terminal");
  blocked_by("ioctl(TIOCSTI)");
}

// A console lets its users paste what they selected.
void console_paste(const Target&) {
  char shift_state = 6;
  const bool done = ioctl(STDIN_FILENO, TIOCLINUX, &shift_state) >= 0;
  if (!done && (errno == ENOTTY || errno == EINVAL)) return blocked("no console");
  report(done, "ioctl(TIOCLINUX)", "talks to the console");
}

// Two submissions that may not see each other agree through a file that both may open.
void lock_shared_file(const Target&) {
  const int file = open("/usr/bin/env", O_RDONLY | O_CLOEXEC);
  if (file < 0) return blocked_by("open");
  report(flock(file, LOCK_EX | LOCK_NB) == 0 || errno == EWOULDBLOCK, "flock",
         "a message through a lock on /usr/bin/env");
}

void lock_shared_range(const Target&) {
  const int file = open("/usr/bin/env", O_RDONLY | O_CLOEXEC);
  if (file < 0) return blocked_by("open");
  struct flock lock {};
  lock.l_type = F_RDLCK;
  lock.l_len = 1;
  report(fcntl(file, F_SETLK, &lock) == 0, "fcntl(F_SETLK)",
         "a message through a lock on a byte of /usr/bin/env");
}

// As many descriptors as the grader lets it have.
void many_descriptors(const Target&) {
  constexpr int kWanted = 10000;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  int done = 0;
  while (done < kWanted && open("/dev/null", O_RDONLY) >= 0) ++done;
  report_count(done, kWanted, "descriptors", "open");
}

}  // namespace

const std::vector<Attack> kPrivilegeAttacks{
    {"setrlimit-raise", raise_limits},
    {"setuid-binary", setuid_programs},
    {"setuid-root", setuid_root},
    {"extra-groups", extra_groups},
    {"capabilities", capabilities},
    {"realtime", realtime},
    {"nice-first", nice_first},
    {"oom-immune", oom_immune},
    {"oom-reset", oom_reset},
    {"tiocsti", terminal_input},
    {"tiocsti-dirty-bits", terminal_dirty_bits},
    {"tioclinux", console_paste},
    {"flock-shared", lock_shared_file},
    {"fcntl-lock-shared", lock_shared_range},
    {"many-descriptors", many_descriptors},
};
