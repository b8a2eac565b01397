#include "engine/launcher.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
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
  Confinement confinement;
  int cgroup = -1;
  sock_fprog filter{};
  pid_t parent = 0;
  char* stack = nullptr;  ///< its upper end, for a child in a cell
  pid_t in_cell = -1;     ///< set by the messenger
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

// What no program needs: locked memory, message queues, priorities of real time.
bool forbid_luxuries() {
  return set_limit(RLIMIT_MEMLOCK, 0, 0) && set_limit(RLIMIT_MSGQUEUE, 0, 0) &&
         set_limit(RLIMIT_RTPRIO, 0, 0) && set_limit(RLIMIT_NICE, 0, 0);
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

bool become_user(uid_t user) {
  return user == 0 || (syscall(SYS_setgroups, 0, nullptr) == 0 &&
                       syscall(SYS_setresgid, user, user, user) == 0 &&
                       syscall(SYS_setresuid, user, user, user) == 0);
}

// Whoever made the user namespace has all rights in it, until here.
bool drop_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return syscall(SYS_capset, &header, none) == 0;
}

// Group and user change before PR_SET_PDEATHSIG, which such a change would clear (prctl(2)).
bool confine(Plan& plan) {
  const Confinement& confinement = plan.confinement;
  const auto good = [&plan](bool succeeded, const char* step) {
    return attempt(plan.failure, succeeded, step, errno);
  };
  return good(forbid_luxuries(), "setrlimit") && good(become_user(confinement.user), "setuid") &&
         good(drop_capabilities(), "capset") &&
         good(confinement.ruleset < 0 ||
                  syscall(SYS_landlock_restrict_self, confinement.ruleset, 0) == 0,
              "landlock");
}

// Runs in the parent's memory: system calls only. When we die, an untrusted program is killed, and
// a helper of ours is asked to end, because it may have programs to kill itself.
int child(void* argument) {
  Plan& plan = *static_cast<Plan*>(argument);
  const auto good = [&plan](bool succeeded, const char* step) {
    return attempt(plan.failure, succeeded, step, errno);
  };
  const bool confined = plan.filter.filter != nullptr;
  const bool ready =
      good(syscall(SYS_setsid) >= 0, "setsid") &&
      good(plan.cgroup < 0 || syscall(SYS_write, plan.cgroup, "0", 1) == 1, "cgroup") &&
      good(syscall(SYS_chdir, plan.directory) == 0, "chdir") &&
      good(set_limits(plan.limits), "setrlimit") &&
      good(syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs") &&
      (!confined || confine(plan)) &&
      good(syscall(SYS_prctl, PR_SET_PDEATHSIG, confined ? SIGKILL : SIGTERM, 0, 0, 0) == 0,
           "prctl") &&
      good(plan.stack != nullptr || syscall(SYS_getppid) == plan.parent, "getppid") &&
      good(place_descriptors(plan.descriptors), "descriptors");
  if (ready) {
    reset_signals();
    if (!confined ||
        good(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &plan.filter) == 0, "seccomp"))
      syscall(SYS_execve, plan.executable, plan.arguments, plan.environment);
    good(false, "exec");
  }
  leave_child();
}

// Joins the cell and leaves the program there. A process that joins a process-id namespace is not
// in it itself, only its children are; CLONE_PARENT makes them children of our own all the same.
int messenger(void* argument) {
  Plan& plan = *static_cast<Plan*>(argument);
  const auto good = [&plan](bool succeeded, const char* step) {
    return attempt(plan.failure, succeeded, step, errno);
  };
  const Confinement& confinement = plan.confinement;
  if (good(syscall(SYS_setns, confinement.cell, confinement.cell_namespaces) == 0, "setns")) {
    plan.in_cell = clone(child, plan.stack, CLONE_VM | CLONE_VFORK | CLONE_PARENT, argument);
    good(plan.in_cell >= 0, "clone");
  }
  leave_child();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Starts the program in its cell. The messenger has ended when this returns.
pid_t launch_in_cell(Plan& plan, int& pidfd) {
  const auto stack = std::make_unique<ChildStack>();
  plan.stack = stack->data() + stack->size();
  int messenger_pidfd = -1;
  const pid_t pid = vfork_clone(messenger, &plan, 0, messenger_pidfd);
  if (pid < 0) return pid;
  close(messenger_pidfd);
  waitpid(pid, nullptr, 0);
  // Nobody else reaps our children, so the number is still the program's.
  if (plan.in_cell >= 0) pidfd = static_cast<int>(syscall(SYS_pidfd_open, plan.in_cell, 0));
  return plan.in_cell;
}

}  // namespace

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
            .confinement = setup_.confinement != nullptr ? *setup_.confinement : Confinement{},
            .cgroup = setup_.cgroup,
            .parent = getpid(),
            .failure = {}};
  if (const SeccompFilter* filter = plan.confinement.filter)
    plan.filter = {static_cast<unsigned short>(filter->size()),
                   const_cast<sock_filter*>(filter->data())};  // the kernel only reads it
  const pid_t pid = plan.confinement.cell >= 0 ? launch_in_cell(plan, pidfd)
                                               : vfork_clone(child, &plan, 0, pidfd);
  failure_ = pid < 0 && plan.failure.step == nullptr ? LaunchFailure{"clone", errno} : plan.failure;
  if (failure_.step == nullptr) return pid;
  if (pid < 0) return -1;
  close(pidfd);
  waitpid(pid, nullptr, 0);
  return -1;
}

}  // namespace pipette
