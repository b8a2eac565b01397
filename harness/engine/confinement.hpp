// What protects the machine from one launched program. Prepared by the parent; the child puts it on
// with system calls only.
#pragma once

#include <sys/types.h>

#include "engine/seccomp.hpp"

namespace pipette {

/// The owner keeps everything alive until the program has been launched.
struct Confinement {
  uid_t user = 0;    ///< become this user and this group; 0: stay who we are
  int ruleset = -1;  ///< Landlock, see landlock.hpp
  const SeccompFilter* filter = nullptr;
  int cell = -1;            ///< pidfd of the first process of the namespaces to join, see cell.hpp
  int cell_namespaces = 0;  ///< which of them, as CLONE_NEW* flags
};

}  // namespace pipette
