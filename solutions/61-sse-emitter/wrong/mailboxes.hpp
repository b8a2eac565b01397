// A mailbox for each listener, for the programs that hand every event to every listener.

#pragma once

#include "parts.hpp"

struct Mailbox {
  std::deque<Text> texts{};
  std::size_t waiting = 0;  // bytes
  bool lost = false;        // too much was waiting
};

// Locked together with the history.
inline std::list<Mailbox> mailboxes;

inline void deliver(const Text& text) {
  for (Mailbox& mailbox : mailboxes) {
    mailbox.lost = mailbox.lost || mailbox.waiting > (std::size_t{1} << 20);
    if (mailbox.lost) continue;
    mailbox.texts.push_back(text);
    mailbox.waiting += text->size();
  }
}

// Sends what comes into the mailbox, until the listener is gone.
inline void stream_mailbox(const kit::Socket& client, Mailbox& mailbox) {
  for (bool good = true; good;) {
    std::unique_lock lock(history.mutex);
    history.changed.wait_for(lock, parts.silence,
                             [&] { return history.closed || !mailbox.texts.empty(); });
    const std::deque<Text> texts = std::exchange(mailbox.texts, {});
    mailbox.waiting = 0;
    const bool last = history.closed || mailbox.lost;
    lock.unlock();
    for (const Text& text : texts) good = good && client.send(*text);
    good = good && !last && (!texts.empty() || client.send(parts.comment));
  }
}
