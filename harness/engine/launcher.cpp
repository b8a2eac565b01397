#include "engine/launcher.hpp"

#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <memory>

namespace pipette {
namespace {

// All that the child reads. Prepared by the parent, because the child may not allocate: it runs in
// the parent's memory while the parent stands still.
struct Plan {
  const char* executable = nullptr;
  char* const* arguments = nullptr;
  char* const* environment = nullptr;
  const char* directory = nullptr;
  std::array<int, 4> descriptors{-1, -1, -1, -1};
  Limits limits;
  pid_t parent = 0;
  LaunchFailure failure;
};

bool set_limit(unsigned resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit limit{soft, hard};
  return syscall(SYS_prlimit64, 0, resource, &limit, nullptr) == 0;
}

bool set_limits(const Limits& limits) {
  bool good = set_limit(RLIMIT_CORE, 0, 0);
  if (limits.cpu_seconds > 0)
    good = good && set_limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1);
  const auto both = [&](unsigned resource, std::uint64_t value) {
    if (value > 0) good = good && set_limit(resource, value, value);
  };
  both(RLIMIT_FSIZE, limits.file_bytes);
  both(RLIMIT_NOFILE, limits.descriptors);
  both(RLIMIT_NPROC, limits.processes);
  both(RLIMIT_AS, limits.memory_bytes);
  return good;
}

// An ignored SIGPIPE or a blocked signal would otherwise be inherited through exec.
void reset_signals() {
  struct {
    void* handler = nullptr;
    unsigned long flags = 0;
    void* restorer = nullptr;
    unsigned long mask = 0;
  } by_default;  // the kernel's struct sigaction: see rt_sigaction(2)
  constexpr int kSignals = 64;
  for (int signal = 1; signal <= kSignals; ++signal)
    if (signal != SIGKILL && signal != SIGSTOP)
      syscall(SYS_rt_sigaction, signal, &by_default, nullptr, sizeof by_default.mask);
  const unsigned long nothing = 0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &nothing, nullptr, sizeof nothing);
}

// Puts the given descriptors at 0, 1, 2 (and 3), and closes all others at exec.
bool place_descriptors(const std::array<int, 4>& descriptors) {
  unsigned next = 0;
  for (const int from : descriptors) {
    if (from < 0) break;
    const auto to = static_cast<int>(next++);
    const bool placed = from == to ? syscall(SYS_fcntl, from, F_SETFD, 0) == 0
                                   : syscall(SYS_dup3, from, to, 0) == to;
    if (!placed) return false;
  }
  return syscall(SYS_close_range, next, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
}

// Runs in the child, on its own stack but in the parent's memory: system calls only, no allocation,
// no locks. Further layers of protection (Landlock, seccomp, namespaces) belong right before exec.
int child(void* argument) {
  Plan& plan = *static_cast<Plan*>(argument);
  const auto attempt = [&plan](bool succeeded, const char* step) {
    if (!succeeded && plan.failure.step == nullptr) plan.failure = {step, errno};
    return succeeded;
  };
  const bool ready =
      attempt(syscall(SYS_setsid) >= 0, "setsid") &&
      attempt(syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0, "prctl") &&
      attempt(syscall(SYS_getppid) == plan.parent, "getppid") &&
      attempt(place_descriptors(plan.descriptors), "descriptors") &&
      attempt(syscall(SYS_chdir, plan.directory) == 0, "chdir") &&
      attempt(set_limits(plan.limits), "setrlimit") &&
      attempt(syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
  if (ready) {
    reset_signals();
    syscall(SYS_execve, plan.executable, plan.arguments, plan.environment);
    attempt(false, "exec");
  }
  syscall(SYS_exit_group, 127);
  return 127;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Blocks all signals while the child shares the parent's memory: no handler may run there.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

Limits student_limits() {
  // RLIMIT_NPROC counts all processes of the user, so what runs already is added. The fourth field
  // of /proc/loadavg is "running/all" (proc(5)).
  static const std::uint64_t kRunningNow = [] {
    std::ifstream file("/proc/loadavg");
    std::string skipped;
    std::uint64_t running = 0;
    char slash = 0;
    std::uint64_t all = 0;
    file >> skipped >> skipped >> skipped >> running >> slash >> all;
    return all;
  }();
  return {.cpu_seconds = 60,
          .file_bytes = std::uint64_t{64} << 20U,
          .descriptors = 1024,
          .processes = kRunningNow + 512};
}

pid_t Launcher::clone_and_exec(const std::filesystem::path& executable,
                               const std::vector<std::string>& arguments, int& pidfd) {
  std::vector<std::string> argv{executable.string()};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  std::vector<char*> argument_pointers = pointers(argv);
  std::vector<char*> environment_pointers = pointers(setup_.environment);
  Plan plan{.executable = executable.c_str(),
            .arguments = argument_pointers.data(),
            .environment = environment_pointers.data(),
            .directory = setup_.directory.c_str(),
            .descriptors = {setup_.streams[0], setup_.streams[1], setup_.streams[2], setup_.extra},
            .limits = setup_.limits,
            .parent = getpid(),
            .failure = {}};
  constexpr std::size_t kStack = std::size_t{64} << 10U;
  const auto stack = std::make_unique<std::array<char, kStack>>();
  const SignalsBlocked blocked;
  const pid_t pid = clone(child, stack->data() + kStack,
                          CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, &plan, &pidfd);
  failure_ = pid < 0 ? LaunchFailure{"clone", errno} : plan.failure;
  if (pid < 0 || failure_.step == nullptr) return pid;
  close(pidfd);
  waitpid(pid, nullptr, 0);
  return -1;
}

}  // namespace pipette
