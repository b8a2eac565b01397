// fails: SseEmitter.ReachesEveryListener, SseEmitter.StartsNewListenersWithNews, SseEmitter.SendsWhatWasMissed, SseEmitter.IgnoresABadBookmark, SseEmitter.LosesNothingInAStorm, SseEmitter.CarriesAMebibyte, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.EndsCleanlyWhenTold
// mistake: Has room for one listener: a new one takes the place of the one before.
// misconception: room-for-one

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

std::atomic<int> listeners = 0;

// Every listener has a thread of its own.
bool send_to_the_newest(const kit::Socket& client, const std::string& text) {
  thread_local const int number = ++listeners;
  const bool is_event = text.rfind("id:", 0) == 0;
  return (is_event && number != listeners) || client.send(text);
}

int main(int argc, char* argv[]) {
  parts.send = send_to_the_newest;
  return run(argc, argv);
}
