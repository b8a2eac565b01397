// Puts up the best protection that this machine offers, and proves it before anything is graded.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/protection.hpp"
#include "engine/cgroup.hpp"
#include "engine/sandbox.hpp"

namespace pipette {

/// The protection of one run.
struct ProvenProtection {
  Backend backend = Backend::process;
  std::unique_ptr<Cgroup> cgroup{};  ///< for all that the run starts; none: not delegated
  ProtectionReport report{};

  /// Where our helpers enter the cgroup, or -1.
  [[nodiscard]] int entrance() const { return cgroup ? cgroup->entrance() : -1; }
};

/// Tries the backends, the best first, or only `wanted`, and sends hostile programs against the
/// first that can be put up. `binaries` holds bin/pipette_prover. Throws HarnessError when one of
/// them got through, or when `wanted` cannot be put up: then nothing may be graded.
[[nodiscard]] ProvenProtection prove_protection(const std::filesystem::path& binaries,
                                                std::optional<Backend> wanted);

/// Throws HarnessError, naming the reason, when `layer` ("L1", "L2" or "L3") is absent.
void require_layer(const ProtectionReport& report, const std::string& layer);

}  // namespace pipette
