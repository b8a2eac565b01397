#include "report/comparison_lanes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "report/recording.hpp"

namespace pipette {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a text looks like a pattern from `at` on: 0 stands for a digit, a for a letter.
bool fits(std::string_view pattern, std::string_view text, std::size_t at) {
  if (text.size() < at + pattern.size()) return false;
  const auto like = [](char wanted, char c) {
    if (wanted == '0') return is_digit(c);
    if (wanted == 'a') return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return wanted == c;
  };
  return std::equal(pattern.begin(), pattern.end(), text.substr(at).begin(), like);
}

// The port that a text spells, or 0.
std::uint16_t port_in(std::string_view text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  return error == std::errc() && stop == end ? port : std::uint16_t{0};
}

// The port in the line "LISTENING 127.0.0.1:PORT" at the beginning of what a program writes, or 0.
std::uint16_t announced_port(std::string_view output) {
  constexpr std::string_view kStart = "LISTENING 127.0.0.1:";
  if (!output.starts_with(kStart)) return 0;
  output.remove_prefix(kStart.size());
  return port_in(output.substr(0, std::min(output.find('\n'), output.size())));
}

class Pairs {
 public:
  void add(std::size_t then, std::size_t now) {
    constexpr std::size_t kMost = 65535;
    if (then == 0 || now == 0 || then > kMost || now > kMost) return;
    const auto known = [&](const auto& pair) { return pair.first == then; };
    if (std::none_of(pairs_.begin(), pairs_.end(), known))
      pairs_.emplace_back(static_cast<std::uint16_t>(then), static_cast<std::uint16_t>(now));
  }
  // The same, where neither port is part of a pair.
  void add_unknown(std::size_t then, std::size_t now) {
    const auto known = [&](const auto& pair) { return pair.first == then || pair.second == now; };
    if (std::none_of(pairs_.begin(), pairs_.end(), known)) add(then, now);
  }
  // Arguments that are ports: the replay has changed nothing else.
  void add_arguments(const Event& then, const Event& now) {
    const std::vector<std::string> before = arguments_of(then);
    const std::vector<std::string> after = arguments_of(now);
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i)
      if (port_in(before[i]) >= 1024) add(port_in(before[i]), port_in(after[i]));
  }
  [[nodiscard]] PortPairs take() { return std::move(pairs_); }

 private:
  PortPairs pairs_;
};

}  // namespace

std::size_t LaneStory::before(std::size_t stretch) const {
  std::size_t count = 0;
  for (const auto& [when, all] : growth)
    if (when <= stretch) count = all;
  return count;
}

LaneStories lane_stories(const std::vector<Event>& events) {
  LaneStories lanes;
  std::size_t stretch = 0;
  for (const Event& event : events) {
    if (is_act(event)) {
      ++stretch;
    } else if (event.kind == EventKind::received) {
      LaneStory& lane = lanes[event.lane];
      const bool without_holes = lane.bytes.size() == lane.total;
      const bool whole = event.head.size() + event.tail.size() == event.total;
      if (without_holes) lane.bytes += event.head;
      if (without_holes && whole) lane.bytes += event.tail;
      lane.total += event.total;
      lane.growth.emplace_back(stretch, lane.total);
    } else if (event.act == Act::end || event.act == Act::broken || event.act == Act::exit ||
               event.act == Act::killed) {
      LaneStory& lane = lanes[event.lane];
      if (!lane.finish) lane.finish = Finish{stretch, event};
    }
  }
  return lanes;
}

std::vector<Event> acts_of(const std::vector<Event>& events) {
  std::vector<Event> acts;
  std::copy_if(events.begin(), events.end(), std::back_inserter(acts), is_act);
  return acts;
}

PortPairs port_pairs(const std::vector<Event>& then, const std::vector<Event>& now) {
  const std::vector<Event> before = acts_of(then);
  const std::vector<Event> after = acts_of(now);
  Pairs pairs;
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
    if (before[i].kind == EventKind::sent || after[i].kind == EventKind::sent) continue;
    if (before[i].act == Act::start && after[i].act == Act::start)
      pairs.add_arguments(before[i], after[i]);
    if (before[i].act == Act::connect || before[i].act == Act::refused)
      pairs.add(before[i].total, after[i].act == Act::note ? 0 : after[i].total);
  }
  // A line that names none of these ports was wrong, or is all that is known.
  const LaneStories old_lanes = lane_stories(then);
  const LaneStories new_lanes = lane_stories(now);
  for (const auto& [name, lane] : old_lanes)
    if (const auto same = new_lanes.find(name); same != new_lanes.end())
      pairs.add_unknown(announced_port(lane.bytes), announced_port(same->second.bytes));
  return pairs.take();
}

void translate_ports(LaneStory& lane, const PortPairs& pairs) {
  for (std::size_t at = lane.bytes.find(':'); at != std::string::npos;
       at = lane.bytes.find(':', at + 1)) {
    const std::size_t begin = at + 1;
    std::size_t end = begin;
    while (end < lane.bytes.size() && end < begin + 6 && is_digit(lane.bytes[end])) ++end;
    const std::uint16_t port = port_in(std::string_view(lane.bytes).substr(begin, end - begin));
    const auto pair = std::find_if(pairs.begin(), pairs.end(),
                                   [port](const auto& known) { return known.second == port; });
    if (port == 0 || pair == pairs.end()) continue;
    const std::string then = std::to_string(pair->first);
    lane.bytes.replace(begin, end - begin, then);
    const auto moved = [&](std::size_t bytes) {
      return bytes < end ? bytes : bytes + then.size() - (end - begin);
    };
    lane.total = moved(lane.total);
    for (auto& [stretch, all] : lane.growth) all = moved(all);
  }
}

std::string with_times_of(std::string_view then, std::string_view now) {
  constexpr std::array<std::string_view, 3> kTimes = {"0000-00-00T00:00:00", "0000-00-00 00:00:00",
                                                      "aaa, 00 aaa 0000 00:00:00 GMT"};
  std::string out(now);
  for (std::size_t at = 0; at < std::min(then.size(), now.size()); ++at)
    for (const std::string_view time : kTimes) {
      if (!fits(time, then, at) || !fits(time, now, at)) continue;
      out.replace(at, time.size(), then.substr(at, time.size()));
      // Parts of a second.
      std::size_t end = at + time.size();
      if (!fits(".0", then, end) || !fits(".0", now, end)) continue;
      for (++end; fits("0", then, end) && fits("0", now, end); ++end) out[end] = then[end];
    }
  return out;
}

}  // namespace pipette
