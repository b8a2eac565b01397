// fails: SseEmitter.KnowsOnlyThreeLineEnds, SseEmitter.CarriesEveryLanguage
// mistake: Writes a question mark for everything that is not ASCII.
// misconception: one-sign-one-byte

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

std::string in_ascii(const Event& event) {
  std::string data = event.data;
  std::replace_if(
      data.begin(), data.end(), [](char c) { return c < 0; }, '?');
  return event_text({event.id, event.name, data});
}

int main(int argc, char* argv[]) {
  parts.text = in_ascii;
  return run(argc, argv);
}
