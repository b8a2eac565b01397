// Runs the C++ compiler over text that nobody trusts. A source can make a compiler read files, eat
// memory and run for ever, so it is shut in like a student's program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/sandbox.hpp"

namespace pipette {

/// The compiler that CXX names, or g++, or clang++. Throws HarnessError where there is none.
[[nodiscard]] std::filesystem::path find_compiler();

/// What the compiler reads besides the system's headers.
struct CompilerInput {
  std::filesystem::path folder;                   ///< its working directory: the staged sources
  std::vector<std::filesystem::path> readable{};  ///< more files that it may read
};

/// One file, or why there is none.
struct Compiled {
  std::string bytes{};
  std::string log{};  ///< what it printed, head and tail; with a last line on how it ended
  bool good = false;
};

/// How untrusted text is compiled.
struct CompilerSetup {
  std::filesystem::path compiler = find_compiler();
  Backend backend = Backend::process;  ///< Backend::bubblewrap counts as process
  std::uint64_t cpu_seconds = 60;
  int cgroup = -1;  ///< cgroup.procs of the group that the compiler enters, where not -1
};

/// Runs the compiler with `arguments` and "-o" a file of that name, and hands over that file. The
/// submission has no influence on the command line.
[[nodiscard]] Compiled compile(const CompilerSetup& setup, const CompilerInput& input,
                               std::vector<std::string> arguments, const std::string& output);

}  // namespace pipette
