// The last runs, kept whole in .pipette/runs: `pipette show` and `pipette report` read them.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

class History {
 public:
  explicit History(const std::filesystem::path& root) : folder_(root / ".pipette" / "runs") {}

  /// Keeps a run and forgets the oldest ones. Throws UsageError where the folder cannot be written.
  void keep(const Report& report) const;

  /// The files of the runs, the newest first.
  [[nodiscard]] std::vector<std::filesystem::path> files() const;

  /// The newest readable run that `fits`, or nothing.
  [[nodiscard]] std::optional<Report> newest(const std::function<bool(const Report&)>& fits =
                                                 [](const Report&) { return true; }) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace pipette
