// The commands of the program. Each returns the exit code.
#pragma once

#include "grade/grading.hpp"
#include "grade/options.hpp"

namespace pipette {

int list_labs(const Place& place);
int check_labs(const Place& place, const Options& options);
int give_hint(const Place& place, const Options& options);
int reset_lab(const Place& place, const Options& options);

}  // namespace pipette
