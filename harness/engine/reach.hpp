// Files for programs that run as another user than we do.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pipette {

/// `command` with every word that names a file which not everybody may reach (because a folder
/// above it is private, or the file itself) replaced by a copy of that file below `folder`, which
/// everybody may pass through. Folders are not copied.
[[nodiscard]] std::vector<std::string> within_reach(std::vector<std::string> command,
                                                    const std::filesystem::path& folder);

}  // namespace pipette
