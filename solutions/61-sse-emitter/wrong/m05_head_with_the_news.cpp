// fails: SseEmitter.SendsTheHeadAtOnce
// mistake: Sends the head together with the first event or comment.
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

// The head and all that follows it before the first news.
thread_local std::string held_back = "retry: 2000\n\n";

bool keep_the_head(const kit::Socket& client, const std::string& text) {
  const bool is_head = text.rfind("HTTP/", 0) == 0;
  held_back = is_head ? text + held_back : held_back + text;
  if (is_head || text.empty()) return true;
  return client.send(std::exchange(held_back, ""));
}

int main(int argc, char* argv[]) {
  parts.silence = 1900ms;  // longer than a head may take, also on a slow machine
  parts.beginning = "";
  parts.send = keep_the_head;
  return run(argc, argv);
}
