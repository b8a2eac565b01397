// Ctrl-C, noticed by the loop.
#pragma once

#include <signal.h>

#include <boost/asio/signal_set.hpp>
#include <memory>

#include "engine/loop.hpp"

namespace pipette {

/// Notices SIGINT, SIGTERM and SIGHUP as long as it lives; until then they do not end the process.
class Interruption {
 public:
  explicit Interruption(Loop& loop) : signals_(loop.context(), SIGINT, SIGTERM, SIGHUP) {
    signals_.async_wait([happened = happened_](auto error, int) { *happened = !error; });
  }

  [[nodiscard]] bool happened() const { return *happened_; }

 private:
  std::shared_ptr<bool> happened_ = std::make_shared<bool>(false);
  boost::asio::signal_set signals_;
};

}  // namespace pipette
