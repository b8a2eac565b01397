// fails: SseEmitter.LeavesTheTextAlone
// mistake: Prints data that is JSON in many lines, behind one label.
// misconception: one-label

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

std::string with_pretty_json(const Event& event) {
  const Json json = Json::parse(event.data, nullptr, false);
  if (!json.is_structured()) return event_text(event);
  return text_with(event, {json.dump(2)});
}

int main(int argc, char* argv[]) {
  parts.text = with_pretty_json;
  return run(argc, argv);
}
