// One grading in a process of its own, so that it can be watched, and given up at any time.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/descriptor.hpp"
#include "grade/grading.hpp"

namespace pipette {

/// What is graded, and how.
struct AttemptOptions {
  const Place& place;
  const ProvenProtection& protection;
  const Lab& lab;
  std::string first;  ///< the check that is tried alone, before all others; or empty
  std::uint64_t seed = 1;
  double slack = 1;
};

/// What an attempt tells while it is under way.
struct AttemptNews {
  enum class Kind {
    building,
    trying_first,  ///< the one check runs
    checking,      ///< `done` checks are over
    failed_first,  ///< `result` holds the one check, which failed
    judged,        ///< `result` holds all checks
    fault,         ///< `fault` says why there will be no result
  };
  Kind kind = Kind::building;
  int done = 0;
  LabResult result{};
  std::string fault{};
};

/// Starts the process. Single-threaded callers only, as for fork(2).
class Attempt {
 public:
  /// What `options` names is read until the constructor has returned.
  explicit Attempt(const AttemptOptions& options);
  /// Gives the attempt up, where it still runs: everything that it has started is dead afterwards.
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  /// Readable when there is news, or the end.
  [[nodiscard]] int descriptor() const { return news_.get(); }
  /// What has come; never waits.
  [[nodiscard]] std::vector<AttemptNews> read();
  /// There will be no more news.
  [[nodiscard]] bool over() const { return over_; }

 private:
  // Appends what can be read; false at the end.
  bool fill();

  pid_t pid_ = -1;
  Descriptor news_;
  std::string unread_;
  bool over_ = false;
};

}  // namespace pipette
