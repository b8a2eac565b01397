// fails: SseEmitter.ForgetsListenersThatLeft
// mistake: Does not look whether a comment could be sent, so a stream ends only when an event
// fails.
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

bool send_comments_blindly(const kit::Socket& client, const std::string& text) {
  return client.send(text) || text == parts.comment;
}

int main(int argc, char* argv[]) {
  parts.send = send_comments_blindly;
  return run(argc, argv);
}
