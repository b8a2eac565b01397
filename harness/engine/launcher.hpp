// Starts a program in a child process that inherits nothing but what it is given.
#pragma once

#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/boost_process.hpp"
#include "engine/confinement.hpp"
#include "engine/vfork.hpp"

namespace pipette {

/// Resource limits of one process, set by setrlimit(2). 0 leaves a limit as it is.
struct Limits {
  std::uint64_t cpu_seconds = 0;
  std::uint64_t file_bytes = 0;  ///< largest file it may write
  std::uint64_t descriptors = 0;
  std::uint64_t processes = 0;     ///< of the user as a whole (root is exempt: setrlimit(2))
  std::uint64_t memory_bytes = 0;  ///< address space
};

/// What the child gets besides its arguments. Whoever launches keeps ownership of all descriptors.
struct ChildSetup {
  std::filesystem::path directory;         ///< working directory
  std::vector<std::string> environment;    ///< "NAME=value", nothing else is inherited
  std::array<int, 3> streams{-1, -1, -1};  ///< become its descriptors 0, 1 and 2
  int extra = -1;                          ///< becomes its descriptor 3, where not -1
  Limits limits;
  const Confinement* confinement = nullptr;  ///< none: our own helpers, which are trusted
  int cgroup = -1;  ///< cgroup.procs of the cgroup that the child enters, where not -1
};

/// A launcher for boost::process::v2 (its launcher concept: executor, error, executable,
/// arguments). The launchers that come with Boost 1.81 pass descriptors on and fork a large parent;
/// this one shares memory with the parent until exec (clone with CLONE_VM and CLONE_VFORK) and
/// closes everything above the given descriptors.
class Launcher {
 public:
  explicit Launcher(ChildSetup setup) : setup_(std::move(setup)) {}

  /// Starts `executable`, an absolute path, with `arguments` behind argv[0]. On failure `error` is
  /// set and failure() tells the step.
  template <typename Executor, typename Arguments>
  boost::process::v2::basic_process<Executor> operator()(const Executor& executor,
                                                         boost::system::error_code& error,
                                                         const std::filesystem::path& executable,
                                                         const Arguments& arguments) {
    int pidfd = -1;
    const pid_t pid = clone_and_exec(executable, {arguments.begin(), arguments.end()}, pidfd);
    if (pid < 0) {
      error.assign(failure_.error, boost::system::system_category());
      return boost::process::v2::basic_process<Executor>(executor);
    }
    return boost::process::v2::basic_process<Executor>(executor, pid, pidfd);
  }

  [[nodiscard]] const LaunchFailure& failure() const { return failure_; }

 private:
  // The child's pid, or -1 with failure_ set; then the child is already reaped. The child is ours,
  // also where it lives in a cell.
  pid_t clone_and_exec(const std::filesystem::path& executable,
                       const std::vector<std::string>& arguments, int& pidfd);

  ChildSetup setup_;
  LaunchFailure failure_;
};

}  // namespace pipette
