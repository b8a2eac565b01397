// fails: SseEmitter.DoesNotCollectForASilentListener
// mistake: Keeps everything for a listener that does not read.
// misconception: keeps-everything

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

void deliver_without_end(const Text& text) {
  for (Mailbox& mailbox : mailboxes) mailbox.texts.push_back(text);
}

void stream_all(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const Id seen = last_seen(request.header("last-event-id"), history.newest());
  const auto mailbox = mailboxes.emplace(mailboxes.end());
  for (const Text& text : history.after(seen)) mailbox->texts.push_back(text);
  lock.unlock();
  client.send(head_for(request) + parts.beginning);
  stream_mailbox(client, *mailbox);
  lock.lock();
  mailboxes.erase(mailbox);
}

int main(int argc, char* argv[]) {
  parts.after_publishing = deliver_without_end;
  parts.stream = stream_all;
  return run(argc, argv);
}
