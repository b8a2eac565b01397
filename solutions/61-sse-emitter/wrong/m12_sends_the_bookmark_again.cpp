// fails: SseEmitter.SendsWhatWasMissed, SseEmitter.SendsNothingTwice, SseEmitter.LosesNothingInAStorm
// mistake: Sends the event that the listener has already seen once more.
// misconception: not-missed

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <list>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "parts.hpp"

Id one_too_early(const std::string& bookmark, Id newest) {
  const Id seen = last_seen(bookmark, ~Id{0});
  if (seen > newest) return newest;
  return seen == 0 ? 0 : seen - 1;
}

int main(int argc, char* argv[]) {
  parts.last_seen = one_too_early;
  return run(argc, argv);
}
