// Which system calls a program may use: a seccomp filter (seccomp(2)), built once with libseccomp.
#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <vector>

namespace pipette {

/// What the filter leaves to a program. Everything that no lab and no language runtime needs and
/// that reaches into the kernel or into other processes is refused in any case.
struct FilterPolicy {
  /// Its network and IPC objects are its own: datagrams, Unix sockets and System V IPC do no harm.
  bool own_namespaces = false;
  /// It may trace its own processes: LeakSanitizer does.
  bool tracing = false;
  /// Processes of ours that share a process-id namespace with it: it may not signal them.
  std::vector<pid_t> guarded{};
};

using SeccompFilter = std::vector<sock_filter>;

/// The filter as the kernel takes it. Calls of another architecture end the program (SIGSYS);
/// all others that are refused fail with an error number. Throws HarnessError.
[[nodiscard]] SeccompFilter make_filter(const FilterPolicy& policy);

}  // namespace pipette
