#include "engine/loop.hpp"

namespace pipette {

bool Loop::wait(const std::function<bool()>& done, Deadline deadline, Within poll) {
  while (!done()) {
    const auto now = Clock::now();
    if (now >= deadline.at()) return false;
    const Within left = deadline.at() - now;
    context_.run_one_for(std::min(left, poll));
  }
  return true;
}

void Loop::run_ready() { context_.poll(); }

}  // namespace pipette
