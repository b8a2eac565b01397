// Events of made-up conversations.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

inline std::chrono::nanoseconds ms(int count) { return std::chrono::milliseconds(count); }

inline Event sent(const std::string& lane, const std::string& bytes) {
  return {.kind = EventKind::sent, .lane = lane, .head = bytes, .total = bytes.size()};
}
inline Event came(const std::string& lane, const std::string& bytes) {
  return {.kind = EventKind::received, .lane = lane, .head = bytes, .total = bytes.size()};
}
inline Event life(const std::string& lane, Act act, std::size_t total = 0,
                  const std::string& head = "x") {
  return {.lane = lane, .head = head, .total = total, .act = act};
}
inline Event start(const std::string& argument = "") {
  Event event = life("program", Act::start);
  if (!argument.empty()) event.tail = argument + '\0';
  return event;
}
inline Event connect(std::size_t port, const std::string& lane = "client") {
  return life(lane, Act::connect, port, "connected to 127.0.0.1:" + std::to_string(port));
}
inline Event deadline() { return life("program", Act::deadline, 0, "the time was up"); }

inline CheckResult check(std::vector<Event> events) {
  int at = 0;
  for (Event& event : events) event.at = ms(++at);
  return {.name = "Suite.DoesIt", .verdict = Verdict::failed, .events = std::move(events)};
}

}  // namespace pipette
