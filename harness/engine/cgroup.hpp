// Limits for everything that a run starts, together: a cgroup (cgroups(7), version 2), where one
// was delegated to us.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace pipette {

/// What all programs of a run may use together. The programs' own limits are lower; these hold
/// where the programs are many.
struct GroupLimits {
  std::string memory_bytes = "3221225472";  ///< memory.max; swap is 0
  std::string processes = "1024";           ///< pids.max
  std::string processor = "200000 100000";  ///< cpu.max: two processors
};

/// A group below the one that this process is in. The process itself moves aside into a second
/// group, because a group that hands out limits may not hold processes.
class Cgroup {
 public:
  /// Where our own group is, or an empty path with the reason in `why_not`.
  [[nodiscard]] static std::filesystem::path own(std::string& why_not);

  /// Makes the group below `base`. Returns nothing, with the reason in `why_not`, where the memory,
  /// pids and cpu controllers are not ours to use.
  [[nodiscard]] static std::unique_ptr<Cgroup> make(const std::filesystem::path& base,
                                                    const GroupLimits& limits,
                                                    std::string& why_not);
  /// Kills what is left in the group, moves this process back and removes both groups.
  ~Cgroup();
  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;

  /// A descriptor of cgroup.procs: whoever writes "0" to it moves into the group. Stays ours.
  [[nodiscard]] int entrance() const { return entrance_; }

 private:
  explicit Cgroup(std::filesystem::path base);
  bool set_up(const GroupLimits& limits, std::string& why_not);

  std::filesystem::path base_;
  std::filesystem::path group_;
  std::filesystem::path aside_;
  int entrance_ = -1;
};

}  // namespace pipette
