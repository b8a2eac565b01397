// What the programs of a cell see of the disk, as a list of steps that a child can walk through
// without allocating.
#pragma once

#include <string>
#include <vector>

#include "engine/cell.hpp"

namespace pipette {

/// One step. Targets lie below the folder on which the new root is mounted: the view's work folder.
struct Step {
  enum class Kind { folder, file, link, mount, restrict } kind{};
  std::string target;
  std::string source{};   // of a link or a mount
  std::string type{};     // of a file system; empty: show `source` itself (a bind mount)
  std::string options{};  // of a file system
  unsigned long flags = 0;
};

/// The whole list for `view`. What does not exist is left out.
[[nodiscard]] std::vector<Step> furnishing(const CellView& view);

}  // namespace pipette
