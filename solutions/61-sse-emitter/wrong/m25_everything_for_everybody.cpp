// fails: SseEmitter.StartsNewListenersWithNews
// mistake: Sends all old events to a listener that has no bookmark.
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

Id from_the_start(const std::string& bookmark, Id newest) {
  return bookmark.empty() ? 0 : last_seen(bookmark, newest);
}

int main(int argc, char* argv[]) {
  parts.last_seen = from_the_start;
  return run(argc, argv);
}
