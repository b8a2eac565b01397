// fails: SseEmitter.CarriesAMebibyte
// mistake: Drops a listener when a single event is longer than what may wait.
// misconception: small-limit

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

bool send_short_ones(const kit::Socket& client, const std::string& text) {
  constexpr std::size_t kMostWaiting = 1 << 20;
  return text.size() <= kMostWaiting && client.send(text);
}

int main(int argc, char* argv[]) {
  parts.send = send_short_ones;
  return run(argc, argv);
}
