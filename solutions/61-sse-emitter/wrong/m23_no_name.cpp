// fails: SseEmitter.SendsTheNameOfAnEvent
// mistake: Does not write the name of an event.
// misconception: text-alone

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

std::string without_name(const Event& event) { return event_text({event.id, "", event.data}); }

int main(int argc, char* argv[]) {
  parts.text = without_name;
  return run(argc, argv);
}
