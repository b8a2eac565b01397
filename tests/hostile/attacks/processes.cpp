// Processes and threads: too many of them, and some that stay behind.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "attack.hpp"

namespace {

// More than a limit of processes lets it have, whatever else of its user runs beside it or ends
// meanwhile. Where there is none, or hardly one: many.
int too_many() {
  constexpr rlim_t kMany = 1000;
  constexpr rlim_t kHardlyALimit = 4096;
  rlimit limit{};
  getrlimit(RLIMIT_NPROC, &limit);
  return static_cast<int>(limit.rlim_cur > kHardlyALimit ? kMany
                                                         : std::max(kMany, limit.rlim_cur + 1));
}

// As many sleeping processes as the grader lets it have.
void fork_bomb(const Target&) {
  const int wanted = too_many();
  int done = 0;
  while (done < wanted && start_child(sleep_for_ever) > 0) ++done;
  report_count(done, wanted, "processes", "fork");
}

void grow_tree(int depth) {
  for (int branch = 0; depth > 0 && branch < 2; ++branch)
    start_child([depth] { grow_tree(depth - 1); });
  sleep_for_ever();
}

// Every process starts two more, so that killing them one by one comes too late.
void fork_tree(const Target&) {
  tried("a tree of 254 processes");
  grow_tree(7);
}

void* wait_in_thread(void*) { sleep_for_ever(); }

// As many threads as the grader lets it have.
void thread_bomb(const Target&) {
  const int wanted = too_many();
  constexpr size_t kStack = 65536;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, kStack);
  int done = 0;
  int error = 0;
  for (pthread_t thread = 0; done < wanted; ++done) {
    error = pthread_create(&thread, &small, wait_in_thread, nullptr);
    if (error != 0) break;
  }
  report_count(done, wanted, "threads", "pthread_create", error);
}

// Dead children that nobody collects fill the table of processes.
void zombie_hoard(const Target&) {
  const int wanted = too_many();
  int done = 0;
  while (done < wanted && start_child([] {}) > 0) ++done;
  const int error = errno;
  sleep_ms(300);
  report_count(done, wanted, "zombies", "fork", error);
}

// The parent stands still in vfork for as long as the child neither execs nor exits.
void vfork_never_exec(const Target&) {
  tried("a vfork child that never execs");
  const pid_t child = vfork();
  if (child == 0) {
    alarm(kLastResortSeconds);
    sleep_for_ever();
  }
  if (child < 0) blocked_by("vfork");
}

void become_daemon(bool keeps_output) {
  setsid();
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  if (start_child([keeps_output] {
        if (!keeps_output) {
          for (const int descriptor : {0, 1, 2}) close(descriptor);
          open("/dev/null", O_RDWR);
        }
        sleep_for_ever();
      }) < 0)
    blocked_by("second fork");
}

// A daemon that is still there when the grading is over.
void daemon_stays(const Target&) {
  tried("left a daemon that ignores SIGTERM");
  if (start_child([] { become_daemon(false); }) < 0) blocked_by("fork");
}

// A daemon beside a program that goes on: nobody has a reason to look for it yet.
void daemon_beside(const Target&) {
  tried("has a daemon and goes on");
  if (start_child([] { become_daemon(false); }) < 0) return blocked_by("fork");
  sleep_for_ever();
}

// A daemon that keeps standard output open: its reader never sees the end.
void daemon_holds_stdout(const Target&) {
  tried("left a daemon that holds stdout");
  if (start_child([] { become_daemon(true); }) < 0) blocked_by("fork");
}

void fork_onwards() {
  constexpr int kGenerations = 2000;
  for (int generation = 0; generation < kGenerations; ++generation) {
    if (fork() > 0) _exit(0);
    alarm(kLastResortSeconds);
    usleep(500);
  }
  sleep_for_ever();
}

// Daemons that change their process id all the time: whoever kills by a list is too late.
void many_daemons(const Target&) {
  constexpr int kChains = 50;
  int done = 0;
  tried("left chains of daemons that keep forking");
  while (done < kChains && start_child([] {
                             setsid();
                             start_child(fork_onwards);
                           }) > 0)
    ++done;
  if (done == 0) blocked_by("fork");
}

// A child with a session of its own, which a signal to the process group does not reach.
void leave_session(const Target&) {
  tried("left a child in a session of its own");
  if (start_child([] {
        if (setsid() < 0) blocked_by("setsid");
        sleep_for_ever();
      }) < 0)
    blocked_by("fork");
}

// The same with a process group only.
void leave_group(const Target&) {
  tried("left a child in a process group of its own");
  if (start_child([] {
        if (setpgid(0, 0) != 0) blocked_by("setpgid");
        sleep_for_ever();
      }) < 0)
    blocked_by("fork");
}

// Takes back the promise to die with the parent, and lets a child go on alone.
void pdeathsig_clear(const Target&) {
  if (prctl(PR_SET_PDEATHSIG, 0) != 0) return blocked_by("prctl(PR_SET_PDEATHSIG)");
  tried("left a child without parent-death signal");
  if (start_child(sleep_for_ever) < 0) blocked_by("fork");
}

// Collects its own orphans, so that they do not come up to the grader.
void subreaper_self(const Target&) {
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) return blocked_by("prctl(PR_SET_CHILD_SUBREAPER)");
  tried("keeps a daemon below itself");
  if (start_child([] { become_daemon(false); }) < 0) return blocked_by("fork");
  sleep_for_ever();
}

}  // namespace

const std::vector<Attack> kProcessAttacks{
    {"fork-bomb", fork_bomb},
    {"fork-tree", fork_tree},
    {"thread-bomb", thread_bomb},
    {"zombie-hoard", zombie_hoard},
    {"vfork-never-exec", vfork_never_exec},
    {"daemon", daemon_stays},
    {"daemon-beside", daemon_beside},
    {"daemon-holds-stdout", daemon_holds_stdout},
    {"many-daemons", many_daemons},
    {"leave-session", leave_session},
    {"leave-group", leave_group},
    {"pdeathsig-clear", pdeathsig_clear},
    {"subreaper-self", subreaper_self},
};
