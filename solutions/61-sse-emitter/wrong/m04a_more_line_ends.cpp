// fails: SseEmitter.KnowsOnlyThreeLineEnds
// mistake: Splits the data wherever Unicode knows a line end.
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

std::string with_many_line_ends(const Event& event) {
  std::string data = event.data;
  for (const std::string end :
       {"\v", "\f", "\x1C", "\x1D", "\x1E", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"})
    for (std::size_t at = 0; (at = data.find(end, at)) != std::string::npos;)
      data.replace(at, end.size(), "\n");
  return text_with(event, lines_of(data));
}

int main(int argc, char* argv[]) {
  parts.text = with_many_line_ends;
  return run(argc, argv);
}
