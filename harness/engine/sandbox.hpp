// Shuts programs in that nobody trusts. What each layer holds back is listed in README.md and
// proven by tests/hostile and by `pipette doctor`.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cell.hpp"
#include "engine/confinement.hpp"
#include "engine/landlock.hpp"
#include "engine/launcher.hpp"

namespace pipette {

/// How programs are shut in, weakest first.
enum class Backend {
  process,     ///< layer 1: what every process may put on itself
  bubblewrap,  ///< layers 1 and 2: our whole process was started inside bwrap(1)
  direct,      ///< layers 1 and 2: namespaces of our own making
};

/// "process", "bubblewrap", "direct".
[[nodiscard]] std::string_view word(Backend backend);
[[nodiscard]] std::optional<Backend> backend_of(std::string_view word);

/// What kind of program is shut in.
enum class Profile {
  normal,
  sanitizer,  ///< built with AddressSanitizer, LeakSanitizer or ThreadSanitizer
  compiler,   ///< not a student's program, but one that a student's text drives
};

struct SandboxOptions {
  Backend backend = Backend::process;
  Profile profile = Profile::normal;
  std::vector<std::filesystem::path> readable{};  ///< besides the system's: the program's own files
};

class Enclosure;

/// The part that is prepared once per process of ours. Create it before anything else, while there
/// is one thread: for Backend::direct it moves this process into a private network, unless only
/// compilers are to be run. Where we are root, programs run as a user of their own.
class Sandbox {
 public:
  /// Throws HarnessError where the backend is not to be had.
  explicit Sandbox(SandboxOptions options);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  [[nodiscard]] const SandboxOptions& options() const { return options_; }
  /// The user that programs run as; 0 when they run as us.
  [[nodiscard]] uid_t user() const { return user_; }
  /// Resource limits for a program of this profile.
  [[nodiscard]] Limits limits() const;
  /// Resident memory, in bytes, that all programs of a check may have together.
  [[nodiscard]] std::uint64_t memory_bytes() const;

 private:
  friend class Enclosure;
  SandboxOptions options_;
  uid_t user_ = 0;
  int slot_ = -1;  ///< holds the number of the user for us
  SeccompFilter filter_;
};

/// TCP ports that a program may open where it has no network of its own; 0 is "any free one". It
/// may call none.
using Ports = std::vector<std::uint16_t>;

/// The part that is made for each check, and gone with it: the programs of one check share it.
class Enclosure {
 public:
  /// `work` is an existing empty folder, the only one that the programs may change. The sandbox
  /// must live longer.
  Enclosure(const Sandbox& sandbox, std::filesystem::path work);

  /// What the next program is to be launched with. Valid until the next call.
  [[nodiscard]] const Confinement& confinement(const Ports& ports);
  /// Processes that are still running although no launched program is. Only in a cell; elsewhere
  /// orphans come to us (family.hpp).
  [[nodiscard]] int orphans() const;
  /// The process of ours that holds the programs' namespaces; -1 where there is none.
  [[nodiscard]] pid_t keeper() const { return cell_ ? cell_->first_process() : -1; }
  /// Where the programs' working folder is to be found from outside.
  [[nodiscard]] std::filesystem::path work_from_outside() const;
  /// Whether the working folder is limited by its file system.
  [[nodiscard]] bool limits_disk() const { return cell_ != nullptr; }

 private:
  const Sandbox& sandbox_;
  std::filesystem::path work_;
  std::unique_ptr<Cell> cell_;
  std::unique_ptr<LandlockRuleset> ruleset_;
  Confinement confinement_;
};

/// The files and folders outside the system's that a command line needs to see: the program (with
/// its language, when it stands in the bin folder of one), and every word that is an absolute path.
[[nodiscard]] std::vector<std::filesystem::path> files_of(const std::vector<std::string>& command);

}  // namespace pipette
