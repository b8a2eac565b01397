// fails: SseEmitter.RestsWhileStreamsAreOpen
// mistake: Asks again and again whether something has come.
// misconception: wakes-too-often

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

void stream_busily(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const std::string bookmark = request.header("last-event-id");
  Id seen = std::max(last_seen(bookmark, history.newest()), history.oldest - 1);
  lock.unlock();
  bool good = client.send(head_for(request) + parts.beginning);
  for (auto since = std::chrono::steady_clock::now(); good;) {
    lock.lock();
    // The wait is far too short: it ends at once, and everything begins anew.
    history.changed.wait_for(lock, 20us);
    const std::vector<Text> texts =
        seen + 1 < history.oldest ? std::vector<Text>() : history.after(seen);
    good = !history.closed && seen + 1 >= history.oldest;
    seen = history.newest();
    lock.unlock();
    good = send_all(client, texts) && good;
    if (std::chrono::steady_clock::now() - since < parts.silence) continue;
    since = std::chrono::steady_clock::now();
    good = good && client.send(parts.comment);
  }
}

int main(int argc, char* argv[]) {
  parts.stream = stream_busily;
  return run(argc, argv);
}
