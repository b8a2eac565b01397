// Runs a command as in a container that is started without further rights: what the default profile
// of Docker refuses is refused, and the capabilities that it takes away are gone.
//
//   hostile_without_namespaces COMMAND [ARGUMENT ...]
//
// Source: moby/profiles/seccomp/default_linux.go and moby/oci/caps/defaults.go. That profile lists
// what is allowed; here stands what is missing in it and matters to programs that shut others in,
// or break out.
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace {

constexpr std::array kRefused = {"acct",
                                 "add_key",
                                 "bpf",
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
                                 "open_by_handle_at",
                                 "open_tree",
                                 "perf_event_open",
                                 "pidfd_getfd",
                                 "pivot_root",
                                 "process_madvise",
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

constexpr std::array<std::uint64_t, 7> kNewNamespaces = {CLONE_NEWUSER,  CLONE_NEWNS,  CLONE_NEWPID,
                                                         CLONE_NEWNET,   CLONE_NEWIPC, CLONE_NEWUTS,
                                                         CLONE_NEWCGROUP};

constexpr std::uint64_t kKept = 1ULL << CAP_CHOWN | 1ULL << CAP_DAC_OVERRIDE | 1ULL << CAP_FSETID |
                                1ULL << CAP_FOWNER | 1ULL << CAP_MKNOD | 1ULL << CAP_NET_RAW |
                                1ULL << CAP_SETGID | 1ULL << CAP_SETUID | 1ULL << CAP_SETFCAP |
                                1ULL << CAP_SETPCAP | 1ULL << CAP_NET_BIND_SERVICE |
                                1ULL << CAP_SYS_CHROOT | 1ULL << CAP_KILL | 1ULL << CAP_AUDIT_WRITE;

void check(bool succeeded, const char* step, int error) {
  if (!succeeded) throw std::system_error(error, std::generic_category(), step);
}

void refuse(scmp_filter_ctx filter, const char* call, int error,
            const std::array<scmp_arg_cmp, 1>& when, unsigned conditions) {
  const int number = seccomp_syscall_resolve_name(call);
  if (number == __NR_SCMP_ERROR) return;  // newer than this libseccomp
  const auto action = SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error));
  const int added = seccomp_rule_add_array(filter, action, number, conditions, when.data());
  check(added == 0, call, -added);
}

// Without the right to do so, a filter needs the promise never to gain rights (seccomp(2)).
void put_on_filter() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  check(filter != nullptr, "seccomp_init", ENOMEM);
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, geteuid() == 0 ? 0 : 1);
  const std::array<scmp_arg_cmp, 1> always{};
  for (const char* call : kRefused) refuse(filter, call, EPERM, always, 0);
  for (const std::uint64_t flag : kNewNamespaces)
    refuse(filter, "clone", EPERM, {{{0, SCMP_CMP_MASKED_EQ, flag, flag}}}, 1);
  refuse(filter, "clone3", ENOSYS, always, 0);
  refuse(filter, "socket", EPERM, {{{0, SCMP_CMP_EQ, AF_VSOCK, 0}}}, 1);
  const int loaded = seccomp_load(filter);
  check(loaded == 0, "seccomp_load", -loaded);
  seccomp_release(filter);
}

void drop_capabilities() {
  constexpr int kMost = 64;
  for (int capability = 0; capability < kMost; ++capability)
    if ((kKept >> static_cast<unsigned>(capability) & 1U) == 0)
      prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);  // numbers that this kernel lacks fail
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, 2> sets{};
  check(syscall(SYS_capget, &header, sets.data()) == 0, "capget", errno);
  for (unsigned half = 0; half < sets.size(); ++half) {
    const auto kept = static_cast<std::uint32_t>(kKept >> 32U * half);
    sets[half].effective &= kept;
    sets[half].permitted &= kept;
    sets[half].inheritable = 0;
  }
  check(syscall(SYS_capset, &header, sets.data()) == 0, "capset", errno);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) throw std::runtime_error("usage: hostile_without_namespaces COMMAND ...");
    put_on_filter();
    drop_capabilities();
    execvp(argv[1], argv + 1);
    check(false, argv[1], errno);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
  }
  return 3;
}
