#include "engine/seccomp.hpp"

#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "core/error.hpp"

namespace pipette {
namespace {

// Arguments that are ints: the kernel looks at the lower half of the register only, and so does
// every comparison here, else the upper half would be a way around it.
constexpr std::uint64_t kInt = 0xFFFFFFFF;

class Builder {
 public:
  Builder() : context_(seccomp_init(SCMP_ACT_ALLOW), seccomp_release) {
    if (!context_) throw HarnessError("make a seccomp filter");
    check(seccomp_attr_set(context_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
    constexpr std::uint32_t kBinaryTree = 2;  // fewer steps per system call than a list
    check(seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_OPTIMIZE, kBinaryTree));
  }

  void refuse(const char* call, int error, const std::vector<scmp_arg_cmp>& when = {}) {
    const int number = seccomp_syscall_resolve_name(call);
    if (number == __NR_SCMP_ERROR) return;  // newer than this libseccomp
    check(seccomp_rule_add_array(context_.get(), SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error)),
                                 number, static_cast<unsigned>(when.size()), when.data()));
  }

  [[nodiscard]] SeccompFilter program() const {
    const int file = require(memfd_create("filter", MFD_CLOEXEC), "make a file in memory");
    const std::unique_ptr<const int, void (*)(const int*)> closer(
        &file, [](const int* fd) { close(*fd); });
    check(seccomp_export_bpf(context_.get(), file));
    const off_t bytes = lseek(file, 0, SEEK_END);
    SeccompFilter filter(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
    if (pread(file, filter.data(), static_cast<std::size_t>(bytes), 0) != bytes)
      throw HarnessError("read a seccomp filter");
    return filter;
  }

 private:
  static void check(int result) {
    if (result < 0)
      throw HarnessError("make a seccomp filter: " + std::generic_category().message(-result));
  }
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
};

scmp_arg_cmp is(unsigned argument, std::uint64_t value, std::uint64_t mask = kInt) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

// Ways into the kernel, and to other processes' memory, files and settings.
constexpr std::array kNeverNeeded = {"acct",
                                     "add_key",
                                     "adjtimex",
                                     "bpf",
                                     "chroot",
                                     "clock_adjtime",
                                     "clock_settime",
                                     "delete_module",
                                     "fanotify_init",
                                     "finit_module",
                                     "fsconfig",
                                     "fsmount",
                                     "fsopen",
                                     "fspick",
                                     "init_module",
                                     "io_uring_enter",
                                     "io_uring_register",
                                     "io_uring_setup",
                                     "ioperm",
                                     "iopl",
                                     "kcmp",
                                     "kexec_file_load",
                                     "kexec_load",
                                     "keyctl",
                                     "lookup_dcookie",
                                     "mount",
                                     "mount_setattr",
                                     "move_mount",
                                     "move_pages",
                                     "migrate_pages",
                                     "name_to_handle_at",
                                     "open_by_handle_at",
                                     "open_tree",
                                     "perf_event_open",
                                     "pidfd_getfd",
                                     "pivot_root",
                                     "process_madvise",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "quotactl",
                                     "quotactl_fd",
                                     "reboot",
                                     "request_key",
                                     "setdomainname",
                                     "sethostname",
                                     "setns",
                                     "settimeofday",
                                     "swapoff",
                                     "swapon",
                                     "syslog",
                                     "umount2",
                                     "unshare",
                                     "userfaultfd",
                                     "vhangup"};

// Objects that outlive their makers, where they are not in a namespace of their own.
constexpr std::array kSharedObjects = {"mq_open", "mq_unlink", "msgget", "semget", "shmget"};

void refuse_new_namespaces(Builder& builder) {
  constexpr std::array<std::uint64_t, 7> kFlags = {CLONE_NEWUSER,  CLONE_NEWNS,  CLONE_NEWPID,
                                                   CLONE_NEWNET,   CLONE_NEWIPC, CLONE_NEWUTS,
                                                   CLONE_NEWCGROUP};
  for (const std::uint64_t flag : kFlags) builder.refuse("clone", EPERM, {is(0, flag, flag)});
  // Its flags stand in memory, where no filter sees them. ENOSYS makes libraries use clone().
  builder.refuse("clone3", ENOSYS);
}

// TCP over IPv4 and IPv6. `extended` adds UDP and Unix sockets.
void refuse_sockets(Builder& builder, bool extended) {
  for (std::uint64_t family = 0; family < AF_INET6; ++family)
    if (family != AF_INET && !(extended && family == AF_UNIX))
      builder.refuse("socket", EACCES, {is(0, family)});
  builder.refuse("socket", EACCES, {{0, SCMP_CMP_GT, AF_INET6, 0}});
  constexpr std::uint64_t kTypes = 16;  // the bits of flags lie above (socket(2))
  for (const std::uint64_t family : {std::uint64_t{AF_INET}, std::uint64_t{AF_INET6}}) {
    for (std::uint64_t type = 0; type < kTypes; ++type)
      if (type != SOCK_STREAM && !(extended && type == SOCK_DGRAM))
        builder.refuse("socket", EACCES, {is(0, family), is(1, type, kTypes - 1)});
    // Other protocols, such as MPTCP, slip past rules that are made for TCP.
    const auto refuse_protocols = [&](std::uint64_t type, std::uint64_t good) {
      for (std::uint64_t protocol = 1; protocol < good; ++protocol)
        builder.refuse("socket", EPROTONOSUPPORT,
                       {is(0, family), is(1, type, kTypes - 1), is(2, protocol)});
      builder.refuse("socket", EPROTONOSUPPORT,
                     {is(0, family), is(1, type, kTypes - 1), {2, SCMP_CMP_GT, good, 0}});
    };
    refuse_protocols(SOCK_STREAM, IPPROTO_TCP);
    if (extended) refuse_protocols(SOCK_DGRAM, IPPROTO_UDP);
  }
}

// TCP Fast Open sends without connect(), and so past rules that look at connect().
void refuse_fast_open(Builder& builder) {
  constexpr std::uint64_t kFlag = MSG_FASTOPEN;
  builder.refuse("sendto", EPERM, {is(3, kFlag, kFlag)});
  builder.refuse("sendmsg", EPERM, {is(2, kFlag, kFlag)});
  builder.refuse("sendmmsg", EPERM, {is(3, kFlag, kFlag)});
}

// Typing into a terminal on behalf of whoever sits there (ioctl_tty(2)).
void refuse_typing(Builder& builder) {
  constexpr std::uint64_t kType = 0x5412;   // TIOCSTI
  constexpr std::uint64_t kPaste = 0x541C;  // TIOCLINUX
  for (const std::uint64_t request : {kType, kPaste})
    builder.refuse("ioctl", EPERM, {is(1, request)});
}

// Settings of other processes: a program has its own only.
void refuse_settings_of_others(Builder& builder) {
  builder.refuse("prlimit64", EPERM, {{0, SCMP_CMP_NE, 0, 0}});
  builder.refuse("setpriority", EPERM, {{0, SCMP_CMP_NE, PRIO_PROCESS, 0}});
  builder.refuse("setpriority", EPERM, {{1, SCMP_CMP_NE, 0, 0}});
  builder.refuse("ioprio_set", EPERM, {{1, SCMP_CMP_NE, 0, 0}});
}

void guard(Builder& builder, pid_t pid) {
  const auto number = static_cast<std::uint32_t>(pid);
  const auto group = static_cast<std::uint32_t>(-pid);
  builder.refuse("kill", EPERM, {is(0, group)});
  for (const char* call :
       {"kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open",
        "sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr", "setpgid"})
    builder.refuse(call, EPERM, {is(0, number)});
}

}  // namespace

SeccompFilter make_filter(const FilterPolicy& policy) {
  Builder builder;
  for (const char* call : kNeverNeeded) builder.refuse(call, EPERM);
  if (!policy.tracing) builder.refuse("ptrace", EPERM);
  if (!policy.own_namespaces) {
    for (const char* call : kSharedObjects) builder.refuse(call, EPERM);
    refuse_fast_open(builder);
  }
  refuse_new_namespaces(builder);
  refuse_sockets(builder, policy.own_namespaces);
  refuse_typing(builder);
  refuse_settings_of_others(builder);
  if (policy.guarded.empty()) return builder.program();
  constexpr pid_t kEverybody = -1;
  builder.refuse("kill", EPERM, {is(0, static_cast<std::uint32_t>(kEverybody))});
  for (const pid_t pid : policy.guarded) guard(builder, pid);
  return builder.program();
}

}  // namespace pipette
