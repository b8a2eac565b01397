// A student's program while a check runs it.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "check/readable.hpp"
#include "core/deadline.hpp"

namespace pipette {

struct Started;
using Location = std::source_location;

/// A running program; reading verbs read its standard output. The destructor kills it. Verbs that
/// return nothing end the check when they cannot be carried out.
class Program : public Readable {
 public:
  explicit Program(std::shared_ptr<Started> started);
  ~Program();
  Program(Program&&) noexcept = default;
  Program& operator=(Program&&) = delete;

  /// Sends all bytes to its standard input while its output is being read. A program that has
  /// closed its input or ended is not an error here: what it answered tells the story.
  void send(std::string_view bytes, Within within = kPromptly, Location at = Location::current());
  /// One byte at a time, each only after the program has taken the one before.
  void send_byte_by_byte(std::string_view bytes, Location at = Location::current());
  /// End of its standard input.
  void close_stdin();
  /// From now on nobody reads its standard output.
  void close_stdout();

  /// What came on standard error so far (head and tail when it is long).
  [[nodiscard]] std::string stderr_so_far();

  /// Waits for its end, and then shortly for the rest of its output.
  [[nodiscard]] Ended wait_for_exit(Within within = kPromptly);
  /// Sends a signal, for example SIGTERM.
  void signal(int number);
  /// SIGSTOP, and waits until every thread stands still.
  void pause(Location at = Location::current());
  /// SIGCONT.
  void resume();
  /// SIGKILL, and waits for the end.
  void kill();
  /// Waits until it sleeps and uses no CPU, so that a measurement can begin.
  void settle();

  /// CPU time of all its threads and descendants so far.
  [[nodiscard]] std::chrono::nanoseconds cpu_time() const;
  /// CPU time in seconds per second, measured while nothing happens for `window`. Ends the check
  /// when the program has ended: whoever is gone is not at rest.
  [[nodiscard]] double idle_cpu(Within window = std::chrono::milliseconds(500),
                                Location at = Location::current());
  /// Open file descriptors of the program and its descendants. Ends the check when the program has
  /// ended.
  [[nodiscard]] std::size_t open_descriptors(Location at = Location::current());
  /// Waits until `count` children of its own run and wait for something (a sleep, an input).
  void wait_for_children(std::size_t count, Location at = Location::current());
  /// The open file descriptors of each of its descendants, in the order of their age.
  [[nodiscard]] std::vector<std::size_t> descriptors_of_children() const;
  /// Descendants that have ended and that nobody has collected: zombies (wait(2)).
  [[nodiscard]] std::size_t zombies() const;
  /// Threads of the program and its descendants.
  [[nodiscard]] std::size_t threads() const;
  /// Resident memory in bytes of the program and its descendants.
  [[nodiscard]] std::size_t resident_bytes() const;

  [[nodiscard]] Inbox& inbox() override;

 private:
  friend class Check;
  void require_running(Location at);
  void expect(std::size_t bytes) override;

  std::shared_ptr<Started> started_;
};

}  // namespace pipette
