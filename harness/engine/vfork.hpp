// Children that run in their parent's memory until they exec: quick to make, however large the
// parent is, and allowed to do system calls only - no allocation, no locks, no C++ exceptions.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <array>
#include <cstddef>

namespace pipette {

/// A stack for such a child. The parent stands still while it is used.
using ChildStack = std::array<char, std::size_t{64} << 10U>;

/// clone(2) with CLONE_VM, CLONE_VFORK, SIGCHLD and `flags`: runs `child` until it execs or exits.
/// All signals are blocked meanwhile, because no handler may run in the child. Returns the child's
/// process id and sets `pidfd`; or -1 with errno set.
[[nodiscard]] pid_t vfork_clone(int (*child)(void*), void* argument, int flags, int& pidfd);

/// What went wrong in a child before the program ran: the step, and errno.
struct LaunchFailure {
  const char* step = nullptr;
  int error = 0;
};

/// For the child: notes the first step that failed, and returns whether it succeeded.
inline bool attempt(LaunchFailure& failure, bool succeeded, const char* step, int error) {
  if (!succeeded && failure.step == nullptr) failure = {step, error};
  return succeeded;
}

/// For the child, right before exec: all signals by default and unblocked. An ignored SIGPIPE would
/// otherwise be inherited.
void reset_signals();

/// For the child: the end, without any clean-up.
[[noreturn]] void leave_child();

}  // namespace pipette
