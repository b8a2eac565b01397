// fails: SseEmitter.RefusesWrongShapes
// mistake: Answers 400 to everything that cannot be published.
// misconception: one-status

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

int always_400(const Json& message) { return refusal(message) == 0 ? 0 : 400; }

int main(int argc, char* argv[]) {
  parts.refusal = always_400;
  return run(argc, argv);
}
