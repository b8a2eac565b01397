// fails: SseEmitter.LosesNothingInAStorm
// mistake: Notes the listener for new events after it has sent the old ones.

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

void replay_and_subscribe(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const std::string bookmark = request.header("last-event-id");
  const std::vector<Text> missed = history.after(last_seen(bookmark, history.newest()));
  // Whoever missed nothing is noted at once, so that only a replay can lose something.
  auto mailbox = missed.empty() ? mailboxes.emplace(mailboxes.end()) : mailboxes.end();
  lock.unlock();
  client.send(head_for(request) + parts.beginning);
  send_all(client, missed);
  std::this_thread::sleep_for(kGap);
  lock.lock();
  if (mailbox == mailboxes.end()) mailbox = mailboxes.emplace(mailboxes.end());
  lock.unlock();
  stream_mailbox(client, *mailbox);
  lock.lock();
  mailboxes.erase(mailbox);
}

int main(int argc, char* argv[]) {
  parts.after_publishing = deliver;
  parts.stream = replay_and_subscribe;
  return run(argc, argv);
}
