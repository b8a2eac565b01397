// The commands of the program. Each returns the exit code.
#pragma once

#include <filesystem>

#include "grade/options.hpp"

namespace pipette {

/// Where things are. `root` holds labs/ and solutions/, `binaries` what was built of Pipette.
struct Place {
  std::filesystem::path root;
  std::filesystem::path binaries;
};

int list_labs(const Place& place);
int check_labs(const Place& place, const Options& options);
int give_hint(const Place& place, const Options& options);
int reset_lab(const Place& place, const Options& options);

}  // namespace pipette
