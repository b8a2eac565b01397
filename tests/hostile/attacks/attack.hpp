// Hostile programs that say honestly what they achieved: what an attack is told, how it reports.
#pragma once

#include <sys/types.h>

#include <cerrno>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// What an attack is told; it ends with exit status 3 when it needs a field that is missing.
struct Target {
  std::optional<pid_t> grader;
  std::optional<int> port;
  std::optional<int> udp;
  std::optional<std::string> secret;
  std::optional<std::string> results;
  std::optional<std::string> other;
  std::optional<std::string> abstract_name;
  std::optional<std::string> unix_path;
  std::optional<std::string> shared;
};

struct Attack {
  const char* name;
  void (*run)(const Target&);
};

extern const std::vector<Attack> kProcessAttacks;
extern const std::vector<Attack> kWaitingAttacks;
extern const std::vector<Attack> kMemoryAttacks;
extern const std::vector<Attack> kDiskAttacks;
extern const std::vector<Attack> kLeftoverAttacks;
extern const std::vector<Attack> kFileAttacks;
extern const std::vector<Attack> kGraderAttacks;
extern const std::vector<Attack> kSignalAttacks;
extern const std::vector<Attack> kNetworkAttacks;
extern const std::vector<Attack> kSocketAttacks;
extern const std::vector<Attack> kNamespaceAttacks;
extern const std::vector<Attack> kKernelAttacks;
extern const std::vector<Attack> kPrivilegeAttacks;
extern const std::vector<Attack> kInheritedAttacks;
extern const std::vector<Attack> kOutputAttacks;

/// No process of an attack outlives this, even when nothing contains it.
constexpr unsigned kLastResortSeconds = 30;

/// The attack itself is at fault: words on standard error and exit status 3.
[[noreturn]] void broken(const std::string& why);

/// The field, or the end of the attack when it is missing.
template <class T>
const T& need(const std::optional<T>& field, const char* key) {
  if (!field) broken(std::string("needs ") + key + "=...");
  return *field;
}

/// The grader's process id. Blocked, and the end, when the number means this very process: then it
/// lives in a namespace in which the grader is not.
pid_t grader_of(const Target& target);

/// Says what takes its time now. One of the verdicts follows.
void trying(const std::string& what);

/// The four verdicts, each one line on standard output. Whoever has `tried` has a second to end, so
/// it is also for those that never do.
void worked(const std::string& what);
void tried(const std::string& what);
void partly(long done, long wanted, const std::string& what);
void blocked(const std::string& why);

/// Blocked by a call that failed. An errno that only a faulty attack gets makes the attack broken.
void blocked_by(const std::string& call, int error = errno);

/// Worked when the call succeeded, else blocked by the call with the current errno.
void report(bool success, const std::string& call, const std::string& achieved);

/// All done: worked. Some: partly. Nothing: blocked by the call.
void report_count(long done, long wanted, const std::string& what, const std::string& call,
                  int error = errno);

/// Writes everything, or as much as is possible.
bool write_all(int descriptor, const std::string& bytes);

/// The first bytes of a file (64 KiB at most); nothing, with errno, when it cannot be read.
std::optional<std::string> read_some(const std::string& path);

/// Forks; the child has the last resort, runs the body and exits with 0. -1 when it cannot fork.
pid_t start_child(const std::function<void()>& body);

[[noreturn]] void sleep_for_ever();
void sleep_ms(unsigned milliseconds);
