// fails: SseEmitter.DeliversAnEmptyText
// mistake: Writes no data line at all for an empty text.
// misconception: empty-line-is-no-line

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

std::string without_empty_data(const Event& event) {
  return text_with(event, event.data.empty() ? Lines() : lines_of(event.data));
}

int main(int argc, char* argv[]) {
  parts.text = without_empty_data;
  return run(argc, argv);
}
