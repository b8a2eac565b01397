#include "engine/cell.hpp"

#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "core/error.hpp"
#include "engine/descriptor.hpp"
#include "engine/furnishing.hpp"
#include "engine/vfork.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

bool write_text(const char* path, const std::string& text) {
  const auto file = static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC));
  if (file < 0) return false;
  const bool written =
      syscall(SYS_write, file, text.data(), text.size()) == static_cast<long>(text.size());
  syscall(SYS_close, file);
  return written;
}

bool make_file(const char* path) {
  constexpr mode_t kMode = 0444;
  const auto file =
      syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  if (file >= 0) syscall(SYS_close, file);
  return file >= 0;
}

bool restrict_mount(const char* path, std::uint64_t attributes, unsigned flags) {
  const mount_attr wanted{.attr_set = attributes, .attr_clr = 0, .propagation = 0, .userns_fd = 0};
  return syscall(SYS_mount_setattr, AT_FDCWD, path, flags, &wanted, sizeof wanted) == 0;
}

bool carry_out(const Step& step) {
  constexpr mode_t kMode = 0755;
  const char* target = step.target.c_str();
  switch (step.kind) {
    case Step::Kind::folder: return syscall(SYS_mkdirat, AT_FDCWD, target, kMode) == 0;
    case Step::Kind::file: return make_file(target);
    case Step::Kind::link:
      return syscall(SYS_symlinkat, step.source.c_str(), AT_FDCWD, target) == 0;
    case Step::Kind::mount:
      return syscall(SYS_mount, step.source.c_str(), target,
                     step.type.empty() ? nullptr : step.type.c_str(), step.flags,
                     step.options.c_str()) == 0;
    case Step::Kind::restrict: return restrict_mount(target, step.flags, AT_RECURSIVE);
  }
  return false;
}

bool become_the_root(const char* root) {
  return syscall(SYS_chdir, root) == 0 && syscall(SYS_pivot_root, ".", ".") == 0 &&
         syscall(SYS_umount2, ".", MNT_DETACH) == 0 && syscall(SYS_chdir, "/") == 0 &&
         restrict_mount("/", MOUNT_ATTR_RDONLY, 0);
}

bool take_identity(const std::string& user_map, const std::string& group_map) {
  return (write_text("/proc/self/setgroups", "deny") &&
          write_text("/proc/self/uid_map", user_map) &&
          write_text("/proc/self/gid_map", group_map));
}

// Ignored signals stay ignored through exec, and nobody inside can then disturb the first process.
void ignore_signals() {
  struct {
    void (*handler)(int) = SIG_IGN;
    unsigned long flags = 0;
    void* restorer = nullptr;
    unsigned long mask = 0;
  } ignored;
  constexpr int kSignals = 64;
  for (int signal = 1; signal <= kSignals; ++signal)
    if (signal != SIGKILL && signal != SIGSTOP)
      syscall(SYS_rt_sigaction, signal, &ignored, nullptr, sizeof ignored.mask);
}

int open_init() {
  const fs::path own = fs::read_symlink("/proc/self/exe").parent_path() / "pipette_init";
  return require(open(own.c_str(), O_PATH | O_CLOEXEC), "find " + own.string());
}

}  // namespace

// All that the child reads.
struct Cell::Plan {
  const std::vector<Step>* steps = nullptr;
  const char* root = nullptr;
  int program = -1;
  int input = -1;
  int output = -1;
  bool own_user = false;
  std::string user_map;
  std::string group_map;
  LaunchFailure failure{};
};

// Runs in the parent's memory: system calls only.
int Cell::furnish(void* argument) {
  Plan& plan = *static_cast<Plan*>(argument);
  const auto good = [&plan](bool succeeded, const char* step) {
    return attempt(plan.failure, succeeded, step, errno);
  };
  syscall(SYS_umask, 0);
  bool ready =
      good(syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0, "prctl") &&
      good(syscall(SYS_setsid) >= 0, "setsid") &&
      good(!plan.own_user || take_identity(plan.user_map, plan.group_map), "write a user map") &&
      good(syscall(SYS_dup3, plan.input, 0, 0) == 0, "descriptors") &&
      good(syscall(SYS_dup3, plan.output, 1, 0) == 1, "descriptors") &&
      good(syscall(SYS_close_range, 2, ~0U, CLOSE_RANGE_CLOEXEC) == 0, "descriptors");
  for (const Step& step : *plan.steps) ready = ready && good(carry_out(step), step.target.c_str());
  ready = ready && good(become_the_root(plan.root), "change the root") &&
          good(syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
  if (ready) {
    ignore_signals();
    std::array<char, 5> name{"init"};
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::array<char*, 1> environment{nullptr};
    syscall(SYS_execveat, plan.program, "", arguments.data(), environment.data(), AT_EMPTY_PATH);
    good(false, "exec");
  }
  leave_child();
}

Cell::Cell(const CellView& view, CellNetwork network)
    : namespaces_(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS) {
  const bool own = network == CellNetwork::own;
  if (own) namespaces_ |= CLONE_NEWNET | (geteuid() != 0 ? CLONE_NEWUSER : 0);
  const std::vector<Step> steps = furnishing(view);
  Pipe alive;
  Pipe ready;
  const Descriptor program(open_init());
  const auto map = [](unsigned id) { return std::to_string(id) + " " + std::to_string(id) + " 1"; };
  Plan plan{.steps = &steps,
            .root = view.work.c_str(),
            .program = program.get(),
            .input = alive.ends[0],
            .output = ready.ends[1],
            .own_user = (namespaces_ & CLONE_NEWUSER) != 0,
            .user_map = map(geteuid()),
            .group_map = map(getegid())};
  start(plan);
  alive_ = alive.release(1);
  ready.close(1);
  // The kernel lets us go on a moment before the new program has taken its place, and in between
  // nobody but root may look through /proc/PID/root.
  char byte = 0;
  if (plan.failure.step == nullptr && read(ready.ends[0], &byte, 1) == 1) return;
  const std::string what = plan.failure.step != nullptr ? plan.failure.step : "start init";
  end();
  throw HarnessError("furnish namespaces: " + what + ": " +
                     std::generic_category().message(plan.failure.error));
}

void Cell::start(Plan& plan) {
  // The child writes its user map through /proc, where a process that nobody may read may not
  // either.
  const int readable = plan.own_user ? prctl(PR_GET_DUMPABLE) : -1;
  if (readable == 0) prctl(PR_SET_DUMPABLE, 1);
  pid_ = vfork_clone(furnish, &plan, namespaces_, pidfd_);
  const int error = errno;
  if (readable == 0) prctl(PR_SET_DUMPABLE, 0);
  if (pid_ < 0) throw HarnessError("make namespaces: " + std::generic_category().message(error));
}

Cell::~Cell() { end(); }

void Cell::end() {
  syscall(SYS_pidfd_send_signal, pidfd_, SIGKILL, nullptr, 0);
  close(alive_);
  waitpid(pid_, nullptr, 0);
  close(pidfd_);
}

fs::path Cell::seen_from_outside(const fs::path& inside) const {
  return fs::path("/proc") / std::to_string(pid_) / "root" / inside.relative_path();
}

}  // namespace pipette
