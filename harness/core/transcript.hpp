// Everything that happened during one check, in order: the single source of every picture.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/deadline.hpp"

namespace pipette {

/// `sent` and `received` are seen from the grader; `life` is a start, an end, a signal.
enum class EventKind { sent, received, life };

/// One event. For bytes, `head` and `tail` are what was kept of the `total` bytes.
struct Event {
  std::chrono::nanoseconds at{0};  ///< since the check began
  EventKind kind = EventKind::life;
  std::string lane;    ///< "stdin", "stdout", "client 1", ...; for `life` the one it happened to
  std::string head{};  ///< for `life`: what happened, in words
  std::string tail{};
  std::size_t total = 0;
};

/// A bounded record: long byte runs keep head and tail, long records their first and last events.
class Transcript {
 public:
  /// Records bytes that passed a pipe or a socket.
  void bytes(EventKind kind, std::string_view lane, std::string_view bytes);
  /// Records something that happened to a program or a connection.
  void life(std::string_view lane, std::string_view what);

  [[nodiscard]] std::vector<Event> events() const;
  /// Events that were dropped from the middle.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  void add(Event event);

  Clock::time_point began_ = Clock::now();
  std::vector<Event> first_;
  std::deque<Event> last_;
  std::size_t dropped_ = 0;
};

/// The transcript as a ladder for people, one line per event: neighbouring reads of one lane are
/// joined, bytes escaped, the middle of long stories left out (and the number of lines said).
[[nodiscard]] std::vector<std::string> story(const Transcript& transcript);

}  // namespace pipette
