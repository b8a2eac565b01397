// fails: SseEmitter.NumbersItsEvents, SseEmitter.LosesNothingInAStorm
// mistake: Tells the id to the publisher only, and writes no line id: into the event.
// misconception: text-alone

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

std::string without_id(const Event& event) {
  const std::string text = event_text(event);
  return text.substr(text.find('\n') + 1);
}

int main(int argc, char* argv[]) {
  parts.text = without_id;
  return run(argc, argv);
}
