// fails: SseEmitter.RefusesForeignPages
// mistake: Allows every page whose address begins like a local one.
// misconception: foreign-pages

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

bool begins_locally(const std::string& origin) {
  return origin.rfind("http://127.0.0.1", 0) == 0 || origin.rfind("http://localhost", 0) == 0;
}

int main(int argc, char* argv[]) {
  parts.is_allowed = begins_locally;
  return run(argc, argv);
}
