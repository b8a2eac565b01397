// Inside check/ only: the options of a check binary.
//
//   checks_11-echo-stdin [--events=FD] [--seed=N] [--slack=X] [--check-seconds=N]
//                        [--backend=process|bubblewrap|direct] [--sanitizer] [--readable=PATH ...]
//                        [GoogleTest options] -- PROGRAM [ARGUMENT ...]
//
// The program may read the system's files, its own, and each PATH. With --events the results go to
// that descriptor, one JSON line per event, and GoogleTest prints nothing; without it GoogleTest
// prints as usual, for authors of labs.
#pragma once

#include <string>
#include <vector>

#include "engine/session.hpp"

namespace pipette {

/// How every check of this binary is carried out.
[[nodiscard]] const SessionOptions& session_options();

/// The program to grade, an absolute path first, then the arguments before those of a check.
[[nodiscard]] const std::vector<std::string>& student_command();

}  // namespace pipette
