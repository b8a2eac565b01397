// fails: SseEmitter.RefusesBrokenJson, SseEmitter.KeepsConnectionsForMorePosts
// mistake: Publishes what is no JSON as if it was the text.
// misconception: looked-at-too-late

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

kit::Response publish_somehow(const kit::Request& request) {
  const Json message = Json::parse(request.body, nullptr, false);
  if (!message.is_discarded()) return publish(request);
  return publish_text("", request.body);
}

int main(int argc, char* argv[]) {
  parts.publish = publish_somehow;
  return run(argc, argv);
}
