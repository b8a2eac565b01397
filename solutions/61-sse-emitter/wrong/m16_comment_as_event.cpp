// fails: SseEmitter.SendsCommentsInSilence, SseEmitter.ForgetsListenersThatLeft
// mistake: Sends its sign of life as an event without text.
// misconception: sign-of-life-as-news

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

int main(int argc, char* argv[]) {
  parts.comment = "data:\n\n";
  parts.silence = 1900ms;
  return run(argc, argv);
}
