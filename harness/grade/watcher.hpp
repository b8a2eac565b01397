// Notices saves.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/deadline.hpp"
#include "engine/descriptor.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// Compares what is compiled of each lab (its source and the headers beside it) with what was there
/// before: the same bytes are no change, however they were written. The kernel tells when to look
/// (inotify(7)); where it cannot, as on network file systems, it is looked every half second.
/// PIPETTE_POLL=1 in the environment always does the latter.
class Watcher {
 public:
  /// `labs` must outlive it.
  explicit Watcher(const std::vector<Lab>& labs);

  /// Readable when something happens in a lab's folder: then call notice(). -1 where none is
  /// needed.
  [[nodiscard]] int descriptor() const { return inotify_.get(); }
  void notice();

  /// When changed() is to be called; nothing: not before notice().
  [[nodiscard]] std::optional<Clock::time_point> due() const { return due_; }
  /// The labs that have changed since the last call.
  [[nodiscard]] std::vector<const Lab*> changed();

 private:
  void watch_folders();
  void poll_from_now_on();

  const std::vector<Lab>& labs_;
  std::vector<std::uint64_t> known_;  ///< a hash for each lab
  Descriptor inotify_;
  std::optional<Clock::time_point> due_;
  std::optional<Clock::time_point> first_notice_;  ///< of those not looked into yet
};

}  // namespace pipette
