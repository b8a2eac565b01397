// fails: SseEmitter.SendsEveryLineOfTheData
// mistake: Splits the data at line feeds only, and sends carriage returns as they are.
// misconception: which-signs-end-a-line

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

std::string split_at_line_feeds(const Event& event) {
  Lines lines;
  std::size_t start = 0;
  for (std::size_t end = 0; end != std::string::npos; start = end + 1) {
    end = event.data.find('\n', start);
    lines.push_back(event.data.substr(start, end - start));
  }
  return text_with(event, lines);
}

int main(int argc, char* argv[]) {
  parts.text = split_at_line_feeds;
  return run(argc, argv);
}
