// What is known about the protection of this machine from the programs that are graded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// What was found out about one protection, by trying.
enum class Standing {
  proven,    ///< hostile programs tried, and were held back
  weakened,  ///< it holds back most; `reason` says what not
  absent,    ///< this machine does not offer it; `reason` says why
};

struct Protection {
  std::string name;  ///< "layer 2", "foreign files"
  Standing standing = Standing::absent;
  std::string reason{};  ///< empty when proven
};

/// Everything that was proven before a run. All texts are printable.
struct ProtectionReport {
  std::string backend;                    ///< "process", "bubblewrap", "direct"
  std::string user;                       ///< whom programs run as: "user 1000", "user 60100"
  std::vector<Protection> layers{};       ///< L1, L2, L3
  std::vector<Protection> protections{};  ///< what they are good for
  int canaries = 0;                       ///< hostile programs that tried
  int contained = 0;                      ///< of these, held back
};

/// "proven", "weakened", "absent".
[[nodiscard]] inline std::string_view word(Standing standing) {
  switch (standing) {
    case Standing::proven: return "proven";
    case Standing::weakened: return "weakened";
    case Standing::absent: break;
  }
  return "absent";
}

}  // namespace pipette
