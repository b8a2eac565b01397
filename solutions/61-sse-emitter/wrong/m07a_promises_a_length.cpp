// fails: SseEmitter.NamesTheKindOfAnswer
// mistake: Puts a large Content-Length into the head of the stream.
// misconception: answer-has-an-end

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
  parts.head.emplace_back("Content-Length", "200000000");
  return run(argc, argv);
}
