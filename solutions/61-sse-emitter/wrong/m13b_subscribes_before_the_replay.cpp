// fails: SseEmitter.LosesNothingInAStorm
// mistake: Notes a listener for new events first, and then collects what it has missed, also what
// came in between.
// misconception: gap

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

void subscribe_and_collect(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const Id seen = last_seen(request.header("last-event-id"), history.newest());
  const auto mailbox = mailboxes.emplace(mailboxes.end());
  lock.unlock();
  std::this_thread::sleep_for(kGap);
  lock.lock();
  const std::vector<Text> missed = history.after(seen);
  lock.unlock();
  client.send(head_for(request) + parts.beginning);
  send_all(client, missed);
  stream_mailbox(client, *mailbox);
  lock.lock();
  mailboxes.erase(mailbox);
}

int main(int argc, char* argv[]) {
  parts.after_publishing = deliver;
  parts.stream = subscribe_and_collect;
  return run(argc, argv);
}
