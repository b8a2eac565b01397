// What a program gets without asking: descriptors, variables, a place among other processes.
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "attack.hpp"

namespace {

std::string kind_of(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return "?";
  if (S_ISREG(status.st_mode)) return "file";
  if (S_ISDIR(status.st_mode)) return "folder";
  if (S_ISFIFO(status.st_mode)) return "pipe";
  if (S_ISSOCK(status.st_mode)) return "socket";
  if (S_ISCHR(status.st_mode)) return "device";
  return "other";
}

// Descriptors beyond the first three belong to somebody else.
void inherited_descriptors(const Target&) {
  constexpr int kMost = 65536;
  std::string found;
  for (int descriptor = 3; descriptor < kMost; ++descriptor)
    if (fcntl(descriptor, F_GETFD) >= 0)
      found += " " + std::to_string(descriptor) + "=" + kind_of(descriptor);
  if (found.empty()) blocked("no descriptor beyond the first three");
  else worked("has descriptors" + found);
}

bool is_expected(std::string_view name) {
  constexpr std::array<std::string_view, 5> kExpected{"PATH", "LANG", "TZ", "HOME", "TMPDIR"};
  return name.starts_with("PIPETTE_") ||
         std::find(kExpected.begin(), kExpected.end(), name) != kExpected.end();
}

// Tokens and passwords of whoever started the grading.
void environment_secrets(const Target&) {
  std::string found;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view name = std::string_view(*variable).substr(0, strcspn(*variable, "="));
    if (!is_expected(name)) found += " " + std::string(name);
  }
  if (found.empty()) blocked("no unexpected variable");
  else worked("sees the variables" + found);
}

// A controlling terminal, or a session with others in it.
void inherited_session(const Target&) {
  if (getsid(0) == getpid()) return blocked("it leads a session of its own");
  worked("is in session " + std::to_string(getsid(0)) + " of somebody else");
}

// Signals that are ignored or blocked from the start are somebody else's habits.
void inherited_signals(const Target&) {
  std::string found;
  sigset_t mask;
  sigprocmask(SIG_BLOCK, nullptr, &mask);
  for (int number = 1; number < SIGRTMIN; ++number) {
    struct sigaction action {};
    sigaction(number, nullptr, &action);
    const bool set_by_main = number == SIGPIPE || number == SIGXFSZ;
    if ((action.sa_handler == SIG_IGN && !set_by_main) || sigismember(&mask, number) == 1)
      found += " " + std::to_string(number);
  }
  if (found.empty()) blocked("no signal is ignored or blocked");
  else worked("ignores or blocks the signals" + found);
}

}  // namespace

const std::vector<Attack> kInheritedAttacks{
    {"inherited-descriptors", inherited_descriptors},
    {"environment-secrets", environment_secrets},
    {"inherited-session", inherited_session},
    {"inherited-signals", inherited_signals},
};
