// fails: SseEmitter.SendsCommentsInSilence, SseEmitter.ForgetsListenersThatLeft
// mistake: Sends nothing while no event comes.
// misconception: silence-is-fine

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
  parts.silence = 1h;
  return run(argc, argv);
}
