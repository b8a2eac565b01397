// fails: SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.DoesNotCollectForASilentListener
// mistake: Lets the publisher send the event to one listener after the other, and wait for each.
// misconception: publisher-waits

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

std::list<const kit::Socket*> listeners;  // locked together with the history

void send_to_everybody(const Text& text) {
  for (const kit::Socket* listener : listeners) listener->send(*text);
}

void wait_for_the_end(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  client.send(head_for(request) + parts.beginning);
  send_all(client, history.after(last_seen(request.header("last-event-id"), history.newest())));
  const auto place = listeners.insert(listeners.end(), &client);
  while (!history.closed && client.send(parts.comment))
    history.changed.wait_for(lock, parts.silence, [] { return history.closed; });
  listeners.erase(place);
}

int main(int argc, char* argv[]) {
  parts.after_publishing = send_to_everybody;
  parts.stream = wait_for_the_end;
  return run(argc, argv);
}
