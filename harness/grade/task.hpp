// Runs one of our own helpers (the compiler, a check binary) to its end.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/deadline.hpp"
#include "engine/process.hpp"

namespace pipette {

/// What a helper came to. Its output is bounded: head and tail are kept.
struct TaskResult {
  std::optional<Ending> ending;  ///< nothing: it was killed at its deadline
  std::string out;
  std::string err;
};

/// Starts and waits, at most `limit`. `on_bytes`, where given, is handed what is read from the
/// descriptor that the helper has as number 3. Throws HarnessError when it cannot be started, and
/// Interrupted on SIGINT, SIGTERM and SIGHUP.
[[nodiscard]] TaskResult run_task(SpawnOptions options, Within limit,
                                  const std::function<void(std::string_view)>& on_bytes = {});

/// Somebody pressed Ctrl-C, or asked this process to end. Everything below it is already dead.
struct Interrupted {};

/// The value of an environment variable of this process, or an empty text.
[[nodiscard]] std::string from_environment(const char* name);

}  // namespace pipette
