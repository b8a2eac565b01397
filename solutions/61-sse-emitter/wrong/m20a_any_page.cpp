// fails: SseEmitter.RefusesForeignPages, SseEmitter.WelcomesLocalPages
// mistake: Allows every page, with a star.
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

int main(int argc, char* argv[]) {
  parts.is_allowed = [](const std::string&) { return true; };
  parts.permission = [](const std::string&) { return allow_origin("*"); };
  return run(argc, argv);
}
