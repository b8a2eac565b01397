// What `pipette watch` shows at the moment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"
#include "grade/ladder.hpp"
#include "grade/screen.hpp"

namespace pipette {

struct WatchView {
  const Lab* lab = nullptr;
  std::optional<LabResult> result{};  ///< the last one; of a run under way perhaps its first check
  bool outdated = false;              ///< `result` is about an older save
  std::uint64_t seed = 0;             ///< of the run that `result` came from
  Score points{};                     ///< of the last full run
  std::string hint{};                 ///< the hints that were asked for
  std::string fault{};                ///< why there is no result; shown instead
  std::string activity{};             ///< "saved 12:03:11: building ..."
  std::string message{};              ///< the answer to a key
  std::size_t scroll = 0;             ///< lines of the middle above the window; paint() bounds it
};

/// Shows a lab that nothing was done with yet in this session; `last` is what is remembered of it.
[[nodiscard]] WatchView view_of(const Lab& lab, std::optional<LabResult> last,
                                const std::filesystem::path& root);

/// Paints the view. `root` is the project's folder, which the paths shown start from.
void paint(Screen& screen, WatchView& view, const Ladder& ladder,
           const std::filesystem::path& root);

}  // namespace pipette
