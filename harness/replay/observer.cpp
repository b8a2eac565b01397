#include "replay/observer.hpp"

#include <algorithm>
#include <utility>

namespace pipette {
namespace {

constexpr std::size_t kMostKept = std::size_t{1} << 20U;  // bytes of all lanes together
constexpr std::size_t kMostEvents = 10000;

}  // namespace

void Observer::tell(Event event) {
  look();
  add(std::move(event));
}

void Observer::look() {
  for (auto& [lane, stream] : streams_) look_at(lane, stream);
  for (auto& [lane, program] : programs_) look_at(lane, program);
}

void Observer::look_at(const std::string& lane, Stream& stream) {
  const Inbox& inbox = *stream.inbox;
  if (inbox.total > stream.told) {
    const bool all_there = inbox.unread.size() == inbox.total;
    const std::size_t count = inbox.total - stream.told;
    const std::size_t room = all_there ? std::min(count, kMostKept - kept_) : 0;
    kept_ += room;
    add({.kind = EventKind::received,
         .lane = lane,
         .head = all_there ? inbox.unread.substr(stream.told, room) : std::string(),
         .total = count});
    stream.told = inbox.total;
  }
  if (!inbox.ended || stream.ended) return;
  stream.ended = true;
  const std::string what = inbox.error ? "broken: " + inbox.error.message() : "end of data";
  add({.lane = lane, .head = what, .act = inbox.error ? Act::broken : Act::end});
}

void Observer::look_at(const std::string& lane, Watched& program) {
  const auto& ending = program.process->ending();
  if (!ending || program.ended) return;
  program.ended = true;
  const bool killed = ending->signal != 0;
  add({.lane = lane,
       .head = words(*ending),
       .total = static_cast<std::size_t>(killed ? ending->signal : ending->code),
       .act = killed ? Act::killed : Act::exit});
}

void Observer::add(Event event) {
  event.at = Clock::now() - began_;
  const bool goes_on = event.kind == EventKind::received && !events_.empty() &&
                       events_.back().kind == EventKind::received &&
                       events_.back().lane == event.lane &&
                       events_.back().head.size() == events_.back().total;
  if (goes_on) {
    events_.back().head += event.head;
    events_.back().total += event.total;
  } else if (events_.size() < kMostEvents || is_act(event)) {
    events_.push_back(std::move(event));
  }
}

bool Observer::has_come(const Seen& seen) const {
  if (const auto program = programs_.find(seen.lane); program != programs_.end())
    return program->second.process->ending().has_value();
  const auto stream = streams_.find(seen.lane);
  if (stream == streams_.end()) return true;
  const Inbox& inbox = *stream->second.inbox;
  // What a program says on standard error is for people: any of it will do.
  const std::size_t wanted =
      seen.lane.ends_with("stderr") ? std::min<std::size_t>(seen.bytes, 1) : seen.bytes;
  return inbox.ended || inbox.flooded || (inbox.total >= wanted && !seen.ended);
}

bool Observer::exceeds(const std::map<std::string, Seen, std::less<>>& recorded) const {
  const auto more = [&](const std::string& lane, std::size_t bytes, bool ended) {
    const auto known = recorded.find(lane);
    if (known == recorded.end()) return bytes > 0 || ended;
    const bool told = lane.ends_with("stderr") && known->second.bytes > 0;
    return (bytes > known->second.bytes && !told) || (ended && !known->second.ended);
  };
  for (const auto& [lane, stream] : streams_)
    if (more(lane, stream.inbox->total, stream.inbox->ended)) return true;
  for (const auto& [lane, program] : programs_)
    if (more(lane, 0, program.process->ending().has_value())) return true;
  return false;
}

}  // namespace pipette
