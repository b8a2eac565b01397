#include "engine/process_count.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <memory>

#include "engine/descriptor.hpp"
#include "engine/vfork.hpp"

namespace pipette {
namespace {

struct Search {
  ChildStack stack{};              // of the grandchildren
  rlim_t most = rlim_t{1} << 22U;  // the kernel has no more process numbers (proc(5))
  rlim_t enough = 0;               // the lowest limit that lets one more process start
};

int leave(void* /*unused*/) { leave_child(); }

// One more process starts, and ends at once, if the limit has room for it.
bool can_start_below(rlim_t limit, Search& search) {
  const rlimit both{limit, search.most};
  if (setrlimit(RLIMIT_NPROC, &both) != 0) return false;
  const pid_t one = clone(leave, search.stack.data() + search.stack.size(),
                          CLONE_VM | CLONE_VFORK | SIGCHLD, nullptr);
  return one > 0 && waitpid(one, nullptr, 0) == one;
}

// In a child, because a limit holds for a whole process.
int halve(void* argument) {
  Search& search = *static_cast<Search*>(argument);
  rlim_t too_low = 0;
  rlim_t enough = search.most;
  if (!can_start_below(enough, search)) leave_child();
  while (enough - too_low > 1) {
    const rlim_t middle = too_low + (enough - too_low) / 2;
    (can_start_below(middle, search) ? enough : too_low) = middle;
  }
  search.enough = enough;
  leave_child();
}

}  // namespace

std::uint64_t processes_of_our_user() {
  const auto search = std::make_unique<Search>();
  rlimit now{};
  if (getrlimit(RLIMIT_NPROC, &now) != 0) return 0;
  search->most = std::min(search->most, now.rlim_max);
  int pidfd = -1;
  const pid_t child = vfork_clone(halve, search.get(), 0, pidfd);
  if (child < 0) return 0;
  const Descriptor owner(pidfd);
  waitpid(child, nullptr, 0);
  // The lowest limit counts the child and the grandchild too.
  return search->enough > 2 ? search->enough - 2 : 0;
}

}  // namespace pipette
