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

/// What an event of a program's or a connection's life was.
enum class Act {
  note,        ///< only words
  start,       ///< a program was started; `tail` holds its arguments (see arguments_of()), `total`
               ///< is 1 where its standard input was at its end from the start
  exit,        ///< a program ended by itself; `total` is the exit code
  killed,      ///< a signal ended a program; `total` is its number
  signal,      ///< the grader sent a signal; `total` is its number
  connect,     ///< the grader connected; `total` is the port
  refused,     ///< nobody answered there; the same
  end,         ///< the program's side ended a stream
  broken,      ///< a stream broke (a reset, for example)
  half_close,  ///< the grader will send no more on this lane, but reads on
  close,       ///< the grader closed the lane
  reset,       ///< the grader closed a connection with a reset
  deadline,    ///< the time of a wait was up
};

/// One event. For bytes, `head` and `tail` are what was kept of the `total` bytes.
struct Event {
  std::chrono::nanoseconds at{0};  ///< since the check began
  EventKind kind = EventKind::life;
  std::string lane;    ///< "program", "stdin", "stdout", "client 1", ...: where it happened
  std::string head{};  ///< for `life`: what happened, in words
  std::string tail{};
  std::size_t total = 0;
  Act act = Act::note;  ///< for `life`
  friend bool operator==(const Event&, const Event&) = default;
};

/// "start", "half_close": as in reports.
[[nodiscard]] std::string_view word(Act act);

/// The arguments in the tail of a start event: those that the check gave.
[[nodiscard]] std::vector<std::string> arguments_of(const Event& start);

/// A bounded record: of what was received, head and tail are kept, long records keep their first
/// and last events. What the grader sent is kept whole up to 128 KiB, so that it can be sent again.
class Transcript {
 public:
  /// Records bytes that passed a pipe or a socket.
  void bytes(EventKind kind, std::string_view lane, std::string_view bytes);
  /// Records something that happened to a program or a connection.
  void life(std::string_view lane, std::string_view what, Act act = Act::note,
            std::size_t number = 0);
  /// Records the start of a program.
  void start(std::string_view lane, std::string_view what,
             const std::vector<std::string>& arguments, bool quiet_input);

  [[nodiscard]] std::vector<Event> events() const;
  /// Events that were dropped from the middle.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  void add(Event event);

  Clock::time_point began_ = Clock::now();
  std::vector<Event> first_;
  std::deque<Event> last_;
  std::size_t dropped_ = 0;
  std::size_t sent_ = 0;
};

/// The transcript as a ladder for people, one line per event: neighbouring reads of one lane are
/// joined, bytes escaped, the middle of long stories left out (and the number of lines said).
[[nodiscard]] std::vector<std::string> story(const Transcript& transcript);

}  // namespace pipette
