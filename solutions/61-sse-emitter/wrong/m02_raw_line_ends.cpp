// fails: SseEmitter.SendsEveryLineOfTheData, SseEmitter.KeepsTheLastLineEnd
// mistake: Writes the data behind one label, whatever line ends are in it.
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

std::string with_one_label(const Event& event) { return text_with(event, {event.data}); }

int main(int argc, char* argv[]) {
  parts.text = with_one_label;
  return run(argc, argv);
}
