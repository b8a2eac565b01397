// What Pipette remembers between runs, below .pipette/ in the project's root: the last result and
// the best score of each lab, hints given, pristine stubs, backups. All of it may be deleted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// What is remembered of one lab.
struct LabState {
  int best = 0;                   ///< points of the best full run
  std::optional<LabResult> last;  ///< the last full run
  std::string hinted;             ///< what hints were given for: see hint_subject()
  int hint_level = 0;             ///< hints given for it, 0 to hint_levels()
};

class State {
 public:
  explicit State(const std::filesystem::path& root) : folder_(root / ".pipette") {}

  /// What is remembered, or an empty state where there is nothing readable.
  [[nodiscard]] LabState load(const Lab& lab) const;
  /// Throws UsageError where the folder cannot be written.
  void save(const Lab& lab, const LabState& state) const;

  /// Keeps a copy of each lab's untouched stub, the first time it is seen: from git, where the file
  /// has already been changed.
  void keep_stubs(const std::vector<Lab>& labs, const std::filesystem::path& root) const;
  /// Puts the stub back and returns where the student's version was moved to.
  [[nodiscard]] std::filesystem::path restore_stub(const Lab& lab) const;

 private:
  [[nodiscard]] std::filesystem::path stub(const Lab& lab) const;

  std::filesystem::path folder_;
};

}  // namespace pipette
