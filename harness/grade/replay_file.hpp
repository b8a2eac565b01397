// A report that somebody sent: read, bounded, and the conversations that are to be replayed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// One recorded conversation, and where it comes from.
struct Recorded {
  Lab lab;  ///< as it is here
  std::string program{};
  CheckResult check{};
};

/// Reads a report of at most 32 MiB. Throws UsageError naming the file and the place in it that is
/// not right.
[[nodiscard]] Report read_report(const std::filesystem::path& file);

/// The checks of the report that are meant: those that `check` names as find_checks() does, or
/// where it is empty, the first one that failed; in the lab that `lab` names, or where it is empty,
/// in the first that fits. Throws UsageError naming `file` where there is none, or where it cannot
/// be replayed.
[[nodiscard]] std::vector<Recorded> chosen_recordings(const Report& report,
                                                      const std::vector<Lab>& labs,
                                                      const std::string& lab,
                                                      const std::string& check,
                                                      const std::filesystem::path& file);

}  // namespace pipette
