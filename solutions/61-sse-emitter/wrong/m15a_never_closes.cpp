// fails: SseEmitter.ForgetsListenersThatLeft
// mistake: Never closes the connection of a listener that has left.
// misconception: nobody-looks-after-the-gone

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

void forget_to_close(const kit::Socket& client, const kit::Request& request) {
  stream(client, request);
  const std::lock_guard lock(history.mutex);
  static std::list<kit::Socket> kept_open;
  if (!history.closed) kept_open.emplace_back(dup(client.descriptor()));
}

int main(int argc, char* argv[]) {
  parts.stream = forget_to_close;
  return run(argc, argv);
}
