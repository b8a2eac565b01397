// Grades one program: starts the lab's check binary and folds its events into a result.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/verdict.hpp"
#include "engine/sandbox.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// How a run is carried out.
struct RunOptions {
  std::uint64_t seed = 1;
  double slack = 1;
  int repeat = 1;                      ///< every check must pass each time
  Backend backend = Backend::process;  ///< how the program is shut in
  Profile profile = Profile::normal;
  std::vector<std::filesystem::path> readable{};  ///< what the program may read besides itself
  int cgroup = -1;  ///< cgroup.procs of the group that everything enters, where not -1
  std::function<void(int done, const std::string& check)> progress;  ///< a check begins
};

/// Runs `checks` of the lab against a program: an absolute path and its first arguments.
/// A check binary that fails makes checks broken; it never costs points.
[[nodiscard]] std::vector<CheckResult> run_checks(const Lab& lab,
                                                  const std::vector<RubricEntry>& checks,
                                                  const std::filesystem::path& check_binary,
                                                  const std::vector<std::string>& command,
                                                  const RunOptions& options);

/// Results for a program that the compiler refused: every check failed for that reason.
[[nodiscard]] std::vector<CheckResult> not_built(const std::vector<RubricEntry>& checks);

/// How much slower than a quiet machine this one is at the moment, 1 to 3: the ratio of wall time
/// to CPU time of a short calculation. PIPETTE_SLACK in the environment (1 to 20) decides instead.
[[nodiscard]] double measured_slack();

}  // namespace pipette
