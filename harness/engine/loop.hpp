// The one loop and the one wait of the harness.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>

#include "core/deadline.hpp"

namespace pipette {

/// Runs everything that is under way (all streams of all programs and connections) while somebody
/// waits. Single-threaded: nothing happens outside wait().
class Loop {
 public:
  /// Runs until `done` holds (true) or the deadline passes (false). `done` is asked again after
  /// every event, and every `poll` where what it looks at sends no event.
  [[nodiscard]] bool wait(const std::function<bool()>& done, Deadline deadline,
                          Within poll = Within::max());

  /// Runs what is ready now and returns at once.
  void run_ready();

  [[nodiscard]] boost::asio::io_context& context() { return context_; }

 private:
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      context_.get_executor()};
};

}  // namespace pipette
