// fails: SseEmitter.DeliversEventsWithoutDelay
// mistake: Keeps events in a buffer until it holds 40 bytes, or until a comment is due.
// misconception: held-back

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

thread_local std::string buffer;

bool buffered(const kit::Socket& client, const std::string& text) {
  const bool is_event = text.rfind("id:", 0) == 0;
  buffer += text;
  if (is_event && buffer.size() < 40) return true;
  return client.send(std::exchange(buffer, ""));
}

int main(int argc, char* argv[]) {
  parts.silence = 1900ms;  // longer than an event may take, also on a slow machine
  parts.send = buffered;
  return run(argc, argv);
}
