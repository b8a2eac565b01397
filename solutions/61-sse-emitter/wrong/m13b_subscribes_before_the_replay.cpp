// fails: SseEmitter.LosesNothingInAStorm
// mistake: Notes the listener for new events, and then sends all that is kept, also what came in
// between.

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

#include "mailboxes.hpp"
#include "parts.hpp"

// Without it the mistake would be the same, and be seen only now and then.
constexpr auto kGap = 2ms;

void subscribe_and_replay(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const Id newest = history.newest();
  const Id seen = last_seen(request.header("last-event-id"), newest);
  const auto mailbox = mailboxes.emplace(mailboxes.end());
  lock.unlock();
  client.send(head_for(request) + parts.beginning);
  std::this_thread::sleep_for(kGap);
  lock.lock();
  // Whoever missed nothing gets no replay, so that only a replay can double something.
  const std::vector<Text> missed = seen < newest ? history.after(seen) : std::vector<Text>();
  lock.unlock();
  send_all(client, missed);
  stream_mailbox(client, *mailbox);
  lock.lock();
  mailboxes.erase(mailbox);
}

int main(int argc, char* argv[]) {
  parts.after_publishing = deliver;
  parts.stream = subscribe_and_replay;
  return run(argc, argv);
}
