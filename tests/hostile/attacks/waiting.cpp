// Time: programs that never end, or that make the grader wait.
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>

#include "attack.hpp"

namespace {

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void sleep_without_end(const Target&) {
  tried("sleeps");
  sleep_for_ever();
}

void busy_loop(const Target&) {
  tried("spins");
  for (volatile bool always = true; always;) {
  }
}

void burn(double wanted) {
  while (seconds(CLOCK_PROCESS_CPUTIME_ID) < wanted) {
  }
}

// Each child stays far below a limit of processor time per process; together they do not.
void cpu_children(const Target&) {
  constexpr int kChildren = 30;
  tried("burns 3 s of processor time in children of 0.1 s");
  int done = 0;
  for (; done < kChildren; ++done) {
    const pid_t child = start_child([] { burn(0.1); });
    if (child < 0) break;
    waitpid(child, nullptr, 0);
  }
  report_count(done, kChildren, "children of 0.1 s", "fork");
}

void stop_self(const Target&) {
  tried("stops itself");
  raise(SIGSTOP);
  sleep_for_ever();
}

// Nothing but SIGKILL ends it.
void ignore_signals(const Target&) {
  for (int signal_number = 1; signal_number < NSIG; ++signal_number) signal(signal_number, SIG_IGN);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  tried("ignores and blocks all signals");
  for (unsigned second = 0; second < kLastResortSeconds; ++second) sleep_ms(1000);
}

// The output has ended, the program has not.
void close_stdout(const Target&) {
  tried("closes its output and sleeps");
  close(STDOUT_FILENO);
  close(STDERR_FILENO);
  sleep_for_ever();
}

void drip() {
  while (write_all(STDOUT_FILENO, ".")) sleep_ms(200);
}

// Every byte comes in time, the end of the line never does.
void slow_drip(const Target&) {
  tried("one byte per 200 ms");
  drip();
}

// It does not read any more, and still drips.
void half_close(const Target&) {
  tried("closes its input, then one byte per 200 ms");
  close(STDIN_FILENO);
  drip();
}

// Its /proc entries belong to root from here on: the grader may be unable to look inside.
void dumpable_off(const Target&) {
  if (prctl(PR_SET_DUMPABLE, 0) != 0) return blocked_by("prctl(PR_SET_DUMPABLE)");
  tried("hides from inspection and sleeps");
  sleep_for_ever();
}

long size_of_core_file() {
  for (const auto& entry : std::filesystem::directory_iterator("."))
    if (entry.path().filename().string().starts_with("core"))
      return static_cast<long>(entry.file_size());
  return 0;
}

// Fills the disk with memory images.
void core_dump(const Target&) {
  rlimit limit{};
  getrlimit(RLIMIT_CORE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_CORE, &limit);
  const pid_t child = start_child(abort);
  if (child < 0) return blocked_by("fork");
  int status = 0;
  waitpid(child, &status, 0);
  const long size = size_of_core_file();
  if (size > 0) return worked("a core file of " + std::to_string(size) + " bytes");
  if (limit.rlim_max == 0) return blocked("RLIMIT_CORE: 0");
  tried(WCOREDUMP(status) ? "a core was dumped elsewhere" : "no core was dumped");
}

// The kernel spares process 1 of a namespace from the signals that it does not handle.
void pid_one(const Target&) {
  if (getpid() != 1) return blocked("it is process " + std::to_string(getpid()));
  tried("ends itself by SIGTERM");
  raise(SIGTERM);
  worked("survived SIGTERM as process " + std::to_string(getpid()));
}

}  // namespace

const std::vector<Attack> kWaitingAttacks{
    {"sleep-forever", sleep_without_end},
    {"busy-loop", busy_loop},
    {"cpu-children", cpu_children},
    {"stop-self", stop_self},
    {"ignore-signals", ignore_signals},
    {"close-stdout", close_stdout},
    {"slow-drip", slow_drip},
    {"half-close", half_close},
    {"dumpable-off", dumpable_off},
    {"core-dump", core_dump},
    {"pid-one", pid_one},
};
