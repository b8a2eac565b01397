// fails: SseEmitter.CarriesAZeroCharacter
// mistake: Takes a zero character for the end of the text.
// misconception: zero-ends-the-text

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

std::string up_to_zero(const Event& event) {
  return event_text({event.id, event.name, event.data.c_str()});
}

int main(int argc, char* argv[]) {
  parts.text = up_to_zero;
  return run(argc, argv);
}
