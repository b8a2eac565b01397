#include "engine/family.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "core/error.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

// The keeper's whole life, with the signals of `set` blocked.
[[noreturn]] void keep(pid_t worker, const sigset_t& set) {
  int status = 0;
  while (waitpid(worker, &status, WNOHANG) == 0) {
    int number = 0;
    sigwait(&set, &number);
    if (number != SIGCHLD) kill(worker, number);
  }
  (void)sweep();
  _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

}  // namespace

void become_guardian() {
  while (true) {
    const int fd = require(open("/dev/null", O_RDWR | O_CLOEXEC), "open /dev/null");
    if (fd <= STDERR_FILENO) continue;  // it fills a gap below 3 and stays
    close(fd);
    break;
  }
  signal(SIGPIPE, SIG_IGN);
  require(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "become subreaper");
}

void become_unreadable() { require(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "become unreadable"); }

void be_watched() {
  become_guardian();
  sigset_t set;
  sigset_t before;
  sigemptyset(&set);
  for (const int number : {SIGCHLD, SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  sigprocmask(SIG_BLOCK, &set, &before);
  const pid_t keeper = getpid();
  const pid_t worker = require(fork(), "start a worker");
  if (worker > 0) keep(worker, set);
  require(prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0), "watch the keeper");
  if (getppid() != keeper) _exit(128 + SIGTERM);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  become_guardian();
}

void sweep_at_the_end() {
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &end, nullptr);
  std::thread([end] {
    int number = 0;
    sigwait(&end, &number);
    (void)sweep();
    _exit(128 + SIGTERM);
  }).detach();
}

int sweep() {
  std::set<pid_t> running;
  while (true) {
    // A child that died by itself is reaped first, so that only the living are counted.
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    std::vector<pid_t> family = family_of(getpid());
    family.erase(family.begin());
    if (family.empty()) return static_cast<int>(running.size());
    for (const pid_t pid : family) {
      if (state(pid) != 'Z') running.insert(pid);
      kill(pid, SIGKILL);
    }
    // Blocks only for a process that was just killed; its children become ours and come next.
    waitpid(-1, nullptr, 0);
  }
}

}  // namespace pipette
