// fails: SseEmitter.WelcomesLocalPages
// mistake: Serves local pages, but does not say that they may read the answer.
// misconception: fields-of-the-head

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

int main(int argc, char* argv[]) {
  parts.permission = [](const std::string&) { return kit::Headers(); };
  return run(argc, argv);
}
