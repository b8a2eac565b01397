// The checks for check_test.cpp run as a lab's checks do. The command behind -- is /usr/bin/env,
// which becomes the program of tests/children that a check names.
#pragma once

#include <string>
#include <vector>

#include "check/check.hpp"

namespace pipette {

inline constexpr Within kSoon = std::chrono::milliseconds(200);

struct Facade : Check {
  Program run(const std::string& name, std::vector<std::string> arguments = {},
              Stdin input = Stdin::open, Location at = Location::current()) {
    arguments.insert(arguments.begin(), PIPETTE_BINARY_DIR "/bin/children/" + name);
    return student(arguments, input, at);
  }
};

}  // namespace pipette
