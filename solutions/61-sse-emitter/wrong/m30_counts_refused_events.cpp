// fails: SseEmitter.RefusesBrokenJson, SseEmitter.RefusesWrongShapes
// mistake: Uses up an id for an event that it refuses.
// misconception: looked-at-too-late

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

kit::Response number_and_look(const kit::Request& request) {
  const kit::Response response = publish(request);
  if (response.status == 202) return response;
  const std::lock_guard lock(history.mutex);
  history.texts.push_back(std::make_shared<const std::string>(":\n"));
  return response;
}

int main(int argc, char* argv[]) {
  parts.publish = number_and_look;
  return run(argc, argv);
}
