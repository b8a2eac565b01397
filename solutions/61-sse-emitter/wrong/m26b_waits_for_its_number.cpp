// fails: SseEmitter.IgnoresABadBookmark
// mistake: Believes a bookmark from another server, and waits until its own numbers are as large.
// misconception: any-bookmark-is-good

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

Id as_it_says(const std::string& bookmark, Id newest) {
  constexpr Id kNone = ~Id{0};
  const Id seen = last_seen(bookmark, kNone);
  return seen == kNone ? newest : seen;
}

int main(int argc, char* argv[]) {
  parts.last_seen = as_it_says;
  return run(argc, argv);
}
