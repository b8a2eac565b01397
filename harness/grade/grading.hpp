// Grades one lab from its source to its result.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"
#include "grade/options.hpp"
#include "grade/protection.hpp"

namespace pipette {

/// Where things are. `root` holds labs/ and solutions/, `binaries` what was built of Pipette.
struct Place {
  std::filesystem::path root;
  std::filesystem::path binaries;
};

/// How one run grades: the same for all labs.
struct Grading {
  const Place& place;
  const Options& options;  ///< of these: program, with, solutions, only, repeat, sanitize
  const ProvenProtection& protection;
  std::uint64_t seed = 1;
  double slack = 1;
  /// Told what is going on, for example "lab 11: [3/15] Keeps empty lines"; may be empty.
  std::function<void(const std::string&)> progress{};
};

/// Builds the program of a lab and runs its checks. Throws UsageError where the lab's checks were
/// not built, or a name in the options means nothing.
[[nodiscard]] LabResult grade(const Lab& lab, const Grading& grading);

/// "address", "thread", or nothing where the program is built as usual.
[[nodiscard]] std::string sanitizer_of(const Lab& lab, const Options& options);

/// Whether a run is a full run of the student's own file: only these are remembered.
[[nodiscard]] bool counts(const Options& options);

/// A report without labs: its version, its time, and the run's seed and slack.
[[nodiscard]] Report new_report(const Options& options, const ProvenProtection& protection);

}  // namespace pipette
