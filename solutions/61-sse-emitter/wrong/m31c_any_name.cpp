// fails: SseEmitter.RefusesWrongShapes
// mistake: Does not look at the name of an event.
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

int without_the_name(const Json& message) {
  if (message.is_object() && text_of(message, "data") != nullptr)
    return !message.contains("event") || text_of(message, "event") != nullptr ? 0 : 422;
  return refusal(message);
}

int main(int argc, char* argv[]) {
  parts.refusal = without_the_name;
  return run(argc, argv);
}
