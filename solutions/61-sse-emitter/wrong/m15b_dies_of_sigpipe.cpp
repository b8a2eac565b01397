// fails: SseEmitter.LosesNothingInAStorm, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft
// mistake: Does not expect the signal that a write to a gone listener raises.
// misconception: write-to-the-gone

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

bool send_plainly(const kit::Socket& client, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t count = write(client.descriptor(), text.data() + sent, text.size() - sent);
    if (count < 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

int main(int argc, char* argv[]) {
  parts.send = send_plainly;
  return run(argc, argv);
}
