// fails: SseEmitter.LeavesTheTextAlone
// mistake: Writes no blank after data:, so that the reader takes one away from the text.
// misconception: blank-behind-the-colon

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

std::string without_blank(const Event& event) {
  std::string text = "id:" + std::to_string(event.id) + "\n";
  if (!event.name.empty()) text += "event:" + event.name + "\n";
  for (const std::string& line : lines_of(event.data)) text += "data:" + line + "\n";
  return text + "\n";
}

int main(int argc, char* argv[]) {
  parts.text = without_blank;
  return run(argc, argv);
}
