// One hostile program, launched as a student's program is, and what it achieved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/session.hpp"
#include "prove/targets.hpp"

namespace pipette {

enum class Outcome {
  contained,  ///< nothing was achieved
  partly,     ///< a limit stopped it half way
  open,       ///< it achieved what it was after
  broken,     ///< the program was not what it should be: nothing is known
};
[[nodiscard]] std::string_view word(Outcome outcome);

/// What is known after a trial.
struct Trial {
  std::string attack;
  Outcome outcome = Outcome::broken;
  std::string account{};  ///< its own last words, and what was seen from outside; one line
};

/// What was seen of a hostile program from outside.
struct Sighting {
  std::string output{};
  std::vector<std::string> traces{};  ///< in the outer world, see Targets
  int survivors = 0;                  ///< processes that could not be ended
  bool stopped = false;               ///< by us, because it used too much
};

/// Judges by the last line of its output ("worked: ...", "blocked: ...", "partly: ...",
/// "tried: ...", or "trying: ..." where no verdict came) and by what was seen; the traces weigh
/// more.
[[nodiscard]] Trial judge(const std::string& attack, const Sighting& seen, const Targets& targets);

/// Runs `attack` of the program `attacks` (tests/hostile/attacks) within a session's protection.
[[nodiscard]] Trial try_attack(const std::filesystem::path& attacks, const std::string& attack,
                               Targets& targets, const SessionOptions& options);

}  // namespace pipette
