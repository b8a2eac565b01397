// fails: SseEmitter.KeepsAThousandEvents, SseEmitter.LosesNothingInAStorm, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.DoesNotCollectForASilentListener, SseEmitter.KeepsConnectionsForMorePosts
// mistake: Closes the connection after each answer to a POST.
// misconception: one-request-per-connection

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
  parts.closes_after_answers = true;
  return run(argc, argv);
}
