// Signals as events of a descriptor.
#pragma once

#include <signal.h>
#include <sys/signalfd.h>

#include <initializer_list>
#include <optional>

#include "engine/descriptor.hpp"

namespace pipette {

/// Holds signals back as long as it lives, so that they can be waited for beside other things.
class Signals {
 public:
  Signals(std::initializer_list<int> numbers) {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : numbers) sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, &before_);
    pending_ =
        Descriptor(require(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), "wait for signals"));
  }
  ~Signals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  [[nodiscard]] int descriptor() const { return pending_.get(); }
  /// Stops this process and its whole group, as Ctrl-Z does; returns when it goes on. SIGTSTP is
  /// one of the signals held back.
  void stop_group() const {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, nullptr);
    kill(0, SIGTSTP);
    sigprocmask(SIG_BLOCK, &stop, nullptr);
  }

  /// The next signal that has come, or nothing.
  [[nodiscard]] std::optional<int> next() const {
    signalfd_siginfo info{};
    if (read(pending_.get(), &info, sizeof info) != static_cast<ssize_t>(sizeof info))
      return std::nullopt;
    return static_cast<int>(info.ssi_signo);
  }

 private:
  sigset_t before_{};
  Descriptor pending_;
};

}  // namespace pipette
