// Compiles a submission. The same bytes are never compiled twice.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/verdict.hpp"
#include "grade/catalogue.hpp"
#include "grade/compiler.hpp"

namespace pipette {

/// The program that came out, or why none did.
struct Built {
  std::filesystem::path program;
  std::optional<BuildFailure> failure;
};

/// Compiles one C++ source file with the lab's flags. Programs are kept in `cache` by the content
/// of the source, the compiler and the command. Throws HarnessError where there is no compiler and
/// UsageError where there is no such source.
[[nodiscard]] Built build_program(const Lab& lab, const std::filesystem::path& source,
                                  const std::filesystem::path& cache, const CompilerSetup& setup);

}  // namespace pipette
