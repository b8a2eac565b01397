#include "grade/protection.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "core/bytes.hpp"
#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/session.hpp"
#include "grade/shut_in.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// What a hostile program is known to achieve where it shares namespaces with the checks.
struct KnownHole {
  std::vector<std::string> canaries;
  std::string reason;
  bool is_there = true;  ///< on this kernel
};

// One protection and the hostile programs of tests/hostile/attacks that try it.
struct Trials {
  std::string protection;
  std::vector<std::string> canaries;
  std::vector<KnownHole> holes{};
};

std::vector<Trials> all_trials(Backend backend) {
  const LandlockSupport& landlock = landlock_support();
  const std::vector<std::string> readers = {"read-secret", "read-secret-shell", "read-other",
                                            "write-results"};
  std::vector<Trials> trials = {
      {"foreign files",
       {"read-secret", "read-secret-shell", "read-other", "write-results", "stat-secret"},
       {{readers, "this kernel has no Landlock (Linux 5.13): files can be read",
         landlock.files == 0},
        {{"stat-secret"}, "whether a file exists, and its size, can be found out"}}},
      {"the grader",
       {"kill-grader", "ptrace-grader", "grader-mem", "grader-environ", "pidfd-getfd-grader",
        "prlimit-grader"}},
      {"other processes",
       {"list-processes", "grader-cmdline"},
       {{{"list-processes"}, "the list of processes can be read"},
        {{"grader-cmdline"}, "command lines of other processes can be read"}}},
      {"network",
       {"tcp-connect", "tcp-fast-open", "mptcp-connect", "udp-send", "unix-path", "unix-abstract"},
       {{{"tcp-connect"},
         "this kernel's Landlock knows no ports (Linux 6.7): programs can call other programs",
         landlock.tcp == 0}}},
      {"kernel calls", {"userns-unshare", "io-uring", "bpf", "keyctl", "i386-call"}},
      {"privileges", {"setuid-binary", "capabilities", "setrlimit-raise"}},
      {"inheritance", {"inherited-descriptors", "environment-secrets"}},
      {"survivors", {"daemon", "daemon-holds-stdout"}},
      {"process count", {"thread-bomb"}},
      {"file size", {"sparse-file"}},
  };
  if (backend == Backend::direct) trials.push_back({"disk", {"many-inodes"}});
  return trials;
}

// What limits are made of where no trial is quick enough to show it.
std::vector<Protection> watched(Backend backend, bool has_cgroup) {
  std::vector<Protection> list;
  list.push_back({"memory", Standing::weakened,
                  has_cgroup ? "the sum is looked at every 50 ms; the cgroup holds behind that"
                             : "the sum is only looked at every 50 ms"});
  list.push_back({"processor time", Standing::weakened,
                  has_cgroup ? "60 s per process; all together have two processors"
                             : "60 s per process, without a limit for many of them together"});
  if (backend != Backend::direct)
    list.push_back(
        {"disk", Standing::weakened,
         "only the sum is watched, every 50 ms, and without deleted files that are still "
         "open"});
  if (backend == Backend::process)
    list.push_back({"listening", Standing::weakened,
                    "a port that a program opens may be reached from other machines"});
  return list;
}

struct Result {
  std::string outcome;
  std::string account;
};
using Results = std::map<std::string, Result>;

Results results_in(const std::string& output) {
  Results results;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string canary;
    Result result;
    std::getline(fields, canary, '\t');
    std::getline(fields, result.outcome, '\t');
    std::getline(fields, result.account);
    results[canary] = result;
  }
  return results;
}

// Sends all canaries out. Nothing, with the reason, where the backend cannot be put up.
std::optional<Results> send_out(const fs::path& binaries, Backend backend, int entrance,
                                std::string& why_not) {
  constexpr std::chrono::seconds kLimit(60);
  const fs::path prover = binaries / "bin" / "pipette_prover";
  std::vector<std::string> arguments = {"--backend=" + std::string(word(backend)), "--events=3"};
  for (const Trials& trials : all_trials(backend))
    arguments.insert(arguments.end(), trials.canaries.begin(), trials.canaries.end());
  const WorkingDirectory scratch;
  std::string lines;
  try {
    SpawnOptions options = shut_in(
        backend, prover, arguments,
        {binaries / "bin" / "pipette_attacks", binaries / "bin" / "pipette_init"}, scratch.path());
    options.cgroup = entrance;
    const TaskResult result =
        run_task(options, kLimit, [&lines](std::string_view bytes) { lines += bytes; });
    (void)sweep();
    if (result.ending && result.ending->signal == 0 && result.ending->code == 0)
      return results_in(lines);
    why_not = result.ending ? printable(result.err) : "the prover did not finish within 60 s";
  } catch (const HarnessError& error) {
    why_not = error.what();
  }
  why_not.erase(std::remove(why_not.begin(), why_not.end(), '\n'), why_not.end());
  return std::nullopt;
}

[[noreturn]] void stop_grading(const std::string& canary, const Result& result) {
  if (result.outcome == "broken")
    throw HarnessError("prove the protection of this machine: the canary '" + canary +
                       "' could not be tried (" + result.account + ")");
  throw HarnessError("the protection of this machine does not hold: the canary '" + canary +
                     "' got through (" + result.account +
                     "). Nothing is graded. Try ./pipette doctor");
}

const KnownHole* known_hole(const Trials& trials, const std::string& canary) {
  for (const KnownHole& hole : trials.holes)
    if (hole.is_there &&
        std::find(hole.canaries.begin(), hole.canaries.end(), canary) != hole.canaries.end())
      return &hole;
  return nullptr;
}

// One protection, out of what its canaries came to.
Protection judged(const Trials& trials, Backend backend, const Results& results) {
  Protection protection{trials.protection, Standing::proven, {}};
  for (const std::string& canary : trials.canaries) {
    const auto found = results.find(canary);
    if (found == results.end()) throw HarnessError("prove the protection: no word of " + canary);
    if (found->second.outcome == "contained" || found->second.outcome == "partly") continue;
    const KnownHole* hole = backend == Backend::direct ? nullptr : known_hole(trials, canary);
    if (hole == nullptr) stop_grading(canary, found->second);
    protection.standing = Standing::weakened;
    if (protection.reason.find(hole->reason) == std::string::npos)
      protection.reason += (protection.reason.empty() ? "" : "; ") + hole->reason;
  }
  return protection;
}

void count(ProtectionReport& report, const Results& results) {
  for (const auto& [canary, result] : results) {
    ++report.canaries;
    if (result.outcome == "contained" || result.outcome == "partly") ++report.contained;
  }
}

Protection layer2(Backend backend, const std::string& reason) {
  const std::string name = "L2 namespaces";
  if (backend == Backend::direct) return {name, Standing::proven, {}};
  if (backend == Backend::process) return {name, Standing::absent, reason};
  return {name, Standing::weakened,
          "by bubblewrap: programs share a list of processes with the checks" +
              (reason.empty() ? "" : " (" + reason + ")")};
}

// Fills in layers and protections for the backend that could be put up.
ProtectionReport report_on(Backend backend, const Results& results, const std::string& no_layer2,
                           const std::string& no_layer3) {
  ProtectionReport report{.backend = std::string(word(backend)), .user = {}};
  count(report, results);
  for (const Trials& trials : all_trials(backend))
    report.protections.push_back(judged(trials, backend, results));
  for (Protection& protection : watched(backend, no_layer3.empty()))
    report.protections.push_back(std::move(protection));
  report.layers = {
      {"L1 process rules", Standing::proven, {}},
      layer2(backend, no_layer2),
      {"L3 cgroup", no_layer3.empty() ? Standing::proven : Standing::absent, no_layer3}};
  report.user = geteuid() == 0 ? "a user of their own" : "user " + std::to_string(geteuid());
  return report;
}

std::vector<Backend> candidates(std::optional<Backend> wanted) {
  if (wanted) return {*wanted};
  // root in a namespace of bubblewrap's is no user of its own any more
  if (geteuid() == 0) return {Backend::direct, Backend::process};
  return {Backend::direct, Backend::bubblewrap, Backend::process};
}

}  // namespace

ProvenProtection prove_protection(const fs::path& binaries, std::optional<Backend> wanted) {
  ProvenProtection proven;
  std::string no_layer3;
  if (const fs::path own = Cgroup::own(no_layer3); !own.empty())
    proven.cgroup = Cgroup::make(own, {}, no_layer3);
  std::string reasons;
  for (const Backend backend : candidates(wanted)) {
    std::string why_not;
    const auto results = send_out(binaries, backend, proven.entrance(), why_not);
    if (results) {
      proven.backend = backend;
      if (wanted == Backend::process) reasons = "not wanted";
      proven.report = report_on(backend, *results, reasons, no_layer3);
      return proven;
    }
    reasons += (reasons.empty() ? "" : "; ") + std::string(word(backend)) + ": " + why_not;
  }
  throw HarnessError("put up a protection: " + reasons);
}

void require_layer(const ProtectionReport& report, const std::string& layer) {
  for (const Protection& known : report.layers)
    if (known.name.rfind(layer + " ", 0) == 0 && known.standing == Standing::absent)
      throw HarnessError("layer " + layer + " is required, but it is absent on this machine (" +
                         known.reason + "). ./pipette doctor tells more");
}

}  // namespace pipette
