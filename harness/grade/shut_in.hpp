// How a helper of ours that launches untrusted programs is started.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/process.hpp"
#include "engine/sandbox.hpp"

namespace pipette {

/// Options for run_task: starts `helper` with `arguments`, with `scratch` (which must exist) for
/// its temporary files. For Backend::bubblewrap the whole helper lives inside bwrap(1), where of
/// the disk only the system, the helper and `readable` are there. Throws HarnessError where there
/// is no bwrap.
[[nodiscard]] SpawnOptions shut_in(Backend backend, const std::filesystem::path& helper,
                                   const std::vector<std::string>& arguments,
                                   const std::vector<std::filesystem::path>& readable,
                                   const std::filesystem::path& scratch);

}  // namespace pipette
