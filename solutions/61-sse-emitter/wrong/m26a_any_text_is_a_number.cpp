// fails: SseEmitter.IgnoresABadBookmark
// mistake: Takes any text for a number, with atoi.
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

Id as_atoi_says(const std::string& bookmark, Id newest) {
  if (bookmark.empty()) return newest;
  return std::min(static_cast<Id>(std::max(std::atoi(bookmark.c_str()), 0)), newest);
}

int main(int argc, char* argv[]) {
  parts.last_seen = as_atoi_says;
  return run(argc, argv);
}
