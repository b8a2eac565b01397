// fails: SseEmitter.KeepsTheLastLineEnd
// mistake: Takes a line end at the end of the data for the end of the last line.
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

std::string without_last_line(const Event& event) {
  Lines lines = lines_of(event.data);
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return text_with(event, lines);
}

int main(int argc, char* argv[]) {
  parts.text = without_last_line;
  return run(argc, argv);
}
