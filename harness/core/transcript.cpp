#include "core/transcript.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "core/bytes.hpp"

namespace pipette {
namespace {

// What is kept of the bytes that came at once, and what a story shows of them.
constexpr std::size_t kKeptHead = 512;
constexpr std::size_t kKeptTail = 128;
constexpr std::size_t kKeptSent = std::size_t{128} << 10U;
constexpr std::size_t kHeadBytes = 100;
constexpr std::size_t kTailBytes = 40;
constexpr std::size_t kFirstEvents = 400;
constexpr std::size_t kLastEvents = 400;
constexpr std::size_t kStoryLines = 40;

// Appends `bytes` to an event that keeps only its head and its tail.
void append(Event& event, std::string_view head, std::string_view tail, std::size_t total) {
  const std::size_t free = kHeadBytes - std::min(kHeadBytes, event.head.size());
  const bool head_is_whole = event.total == event.head.size();
  const std::string_view fits = head_is_whole ? head.substr(0, free) : std::string_view();
  event.head += fits;
  event.tail += head.substr(fits.size());
  event.tail += tail;
  event.total += total;
  if (event.tail.size() > kTailBytes) event.tail.erase(0, event.tail.size() - kTailBytes);
}

// A copy that holds no more than a story shows.
Event in_short(const Event& event) {
  Event brief{.at = event.at, .kind = event.kind, .lane = event.lane};
  append(brief, event.head, event.tail, event.total);
  return brief;
}

std::string milliseconds(std::chrono::nanoseconds at) {
  char text[32];
  std::snprintf(text, sizeof text, "%8.1f ms", static_cast<double>(at.count()) / 1e6);
  return text;
}

std::string payload(const Event& event) {
  const std::size_t left_out = event.total - event.head.size() - event.tail.size();
  std::string text = visible(event.head, kHeadBytes);
  if (left_out == 0 && !event.tail.empty()) return visible(event.head + event.tail, kHeadBytes);
  if (left_out > 0)
    text += " ... " + std::to_string(left_out) + " bytes left out ... " + visible(event.tail);
  return text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string line(const Event& event, int pieces) {
  const std::string start = milliseconds(event.at) + "  ";
  if (event.kind == EventKind::life) return start + padded("", 12) + event.lane + ": " + event.head;
  const char* arrow = event.kind == EventKind::sent ? "grader --> " : "grader <-- ";
  std::string text = start + arrow + padded(event.lane, 9) + " " + payload(event);
  if (event.total > 60) text += "  (" + std::to_string(event.total) + " bytes)";
  if (pieces > 1) text += "  (in " + std::to_string(pieces) + " pieces)";
  return text;
}

bool joins(const Event& event, const Event& next) {
  return event.kind != EventKind::life && event.kind == next.kind && event.lane == next.lane;
}

std::vector<std::string> ladder(std::vector<Event>::const_iterator event,
                                std::vector<Event>::const_iterator end) {
  std::vector<std::string> lines;
  while (event != end) {
    Event joined = event->kind == EventKind::life ? *event : in_short(*event);
    int pieces = 1;
    for (++event; event != end && joins(joined, *event); ++event, ++pieces)
      append(joined, event->head, event->tail, event->total);
    lines.push_back(line(joined, pieces));
  }
  return lines;
}

}  // namespace

std::string_view word(Act act) {
  switch (act) {
    case Act::note: return "note";
    case Act::start: return "start";
    case Act::exit: return "exit";
    case Act::killed: return "killed";
    case Act::signal: return "signal";
    case Act::connect: return "connect";
    case Act::refused: return "refused";
    case Act::end: return "end";
    case Act::broken: return "broken";
    case Act::half_close: return "half_close";
    case Act::close: return "close";
    case Act::reset: return "reset";
    case Act::deadline: break;
  }
  return "deadline";
}

std::vector<std::string> arguments_of(const Event& start) {
  std::vector<std::string> arguments;
  std::istringstream all(start.tail);
  for (std::string argument; std::getline(all, argument, '\0');) arguments.push_back(argument);
  return arguments;
}

void Transcript::bytes(EventKind kind, std::string_view lane, std::string_view bytes) {
  const bool whole = kind == EventKind::sent && sent_ + bytes.size() <= kKeptSent;
  if (kind == EventKind::sent) sent_ += bytes.size();
  const std::size_t head = whole ? bytes.size() : std::min(bytes.size(), kKeptHead);
  const std::size_t tail = std::min(bytes.size() - head, kKeptTail);
  add({.kind = kind,
       .lane = std::string(lane),
       .head = std::string(bytes.substr(0, head)),
       .tail = std::string(bytes.substr(bytes.size() - tail)),
       .total = bytes.size()});
}

void Transcript::life(std::string_view lane, std::string_view what, Act act, std::size_t number) {
  add({.lane = std::string(lane), .head = std::string(what), .total = number, .act = act});
}

void Transcript::start(std::string_view lane, std::string_view what,
                       const std::vector<std::string>& arguments, bool quiet_input) {
  std::string all;
  for (const std::string& argument : arguments) all += argument + '\0';
  add({.lane = std::string(lane),
       .head = std::string(what),
       .tail = std::move(all),
       .total = quiet_input ? std::size_t{1} : 0,
       .act = Act::start});
}

void Transcript::add(Event event) {
  event.at = Clock::now() - began_;
  if (first_.size() < kFirstEvents) return first_.push_back(std::move(event));
  last_.push_back(std::move(event));
  if (last_.size() <= kLastEvents) return;
  last_.pop_front();
  ++dropped_;
}

std::vector<Event> Transcript::events() const {
  std::vector<Event> all = first_;
  all.insert(all.end(), last_.begin(), last_.end());
  return all;
}

std::vector<std::string> story(const Transcript& transcript) {
  const std::vector<Event> events = transcript.events();
  const bool whole = transcript.dropped() == 0;
  // Where events were dropped from the middle, nothing is joined across the gap.
  const auto gap = whole ? events.end() : events.end() - kLastEvents;
  std::vector<std::string> lines = ladder(events.begin(), gap);
  const std::vector<std::string> behind = ladder(gap, events.end());
  const std::size_t first = std::min(lines.size(), kStoryLines / 2);
  const std::size_t last = std::min(whole ? lines.size() : behind.size(), kStoryLines / 2);
  lines.insert(lines.end(), behind.begin(), behind.end());
  if (whole && lines.size() <= kStoryLines) return lines;
  const std::size_t left_out = lines.size() - first - last + transcript.dropped();
  const auto from = lines.begin() + static_cast<std::ptrdiff_t>(first);
  lines.erase(from, lines.end() - static_cast<std::ptrdiff_t>(last));
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(first),
               "            ... " + std::to_string(left_out) + " more lines ...");
  return lines;
}

}  // namespace pipette
