// Landlock (landlock(7)): what a program may open, and whom it may reach, by the kernel's own
// rules.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace pipette {

/// What one program may do. Paths that do not exist are left out.
struct LandlockRules {
  std::vector<std::filesystem::path> readable{};  ///< files, and folders with all below: read, run
  std::vector<std::filesystem::path> writable{};  ///< the same, and change everything there
  bool restrict_tcp = false;                ///< no port may be called, and only those below opened
  std::vector<std::uint16_t> bind_ports{};  ///< TCP ports to open; 0 is "any free one"
};

/// What this kernel enforces. Found by making rulesets, because version numbers are not reliable.
struct LandlockSupport {
  std::uint64_t files = 0;   ///< handled rights over files, as bits of landlock(7); 0: none at all
  std::uint64_t tcp = 0;     ///< bind and connect
  std::uint64_t scopes = 0;  ///< signals, abstract Unix sockets
};
[[nodiscard]] const LandlockSupport& landlock_support();

/// A ruleset that a launched child puts on. Owns its descriptor.
class LandlockRuleset {
 public:
  /// Throws HarnessError where the kernel refuses a rule that it claimed to know.
  explicit LandlockRuleset(const LandlockRules& rules);
  ~LandlockRuleset();
  LandlockRuleset(const LandlockRuleset&) = delete;
  LandlockRuleset& operator=(const LandlockRuleset&) = delete;
  /// -1 where the kernel has no Landlock.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  void allow(const std::filesystem::path& path, std::uint64_t rights) const;
  void allow_bind(std::uint16_t port) const;

  int descriptor_ = -1;
};

}  // namespace pipette
