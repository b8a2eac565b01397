#include "engine/vfork.hpp"

#include <linux/sched.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <memory>

namespace pipette {
namespace {

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

pid_t vfork_clone(int (*child)(void*), void* argument, int flags, int& pidfd) {
  const auto stack = std::make_unique<ChildStack>();
  const SignalsBlocked blocked;
  return clone(child, stack->data() + stack->size(),
               CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD | flags, argument, &pidfd);
}

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

void leave_child() {
  while (true) syscall(SYS_exit_group, 127);
}

}  // namespace pipette
