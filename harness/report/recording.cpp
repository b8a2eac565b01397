#include "report/recording.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace pipette {
namespace {

using Events = std::vector<Event>;

constexpr std::size_t kMostEvents = 2000;  // a check records at most 800
constexpr std::size_t kMostPrograms = 100;
constexpr std::size_t kMostArguments = 100;
constexpr std::size_t kMostArgumentBytes = std::size_t{16} << 10U;
constexpr std::size_t kMostBytes = std::size_t{1} << 40U;  // at once: sums of these do not overflow
constexpr std::size_t kLongestLane = 40;
constexpr std::string_view kCouldNotSend = "the grader could not send";
constexpr std::string_view kMakesFile = "grader makes ";

void refuse_if(bool wrong, const std::string& why) {
  if (wrong) throw std::invalid_argument(why);
}

// "" or "2nd ": what stands before the names of a program's lanes.
std::string prefix_of(std::string_view program) {
  return std::string(program.substr(0, program.size() - std::string_view("program").size()));
}

bool may_be_sent(std::size_t signal) {
  constexpr std::array<int, 11> kSignals = {SIGTERM, SIGINT,  SIGSTOP, SIGCONT, SIGKILL, SIGHUP,
                                            SIGUSR1, SIGUSR2, SIGPIPE, SIGQUIT, SIGALRM};
  return signal < 64 && std::count(kSignals.begin(), kSignals.end(), static_cast<int>(signal)) > 0;
}

// The address in "connected to A:PORT" or "could not connect to A:PORT: ...", where it is one of
// this machine's loopback network.
std::string address_of(const Event& connect) {
  const std::string start = connect.act == Act::connect ? "connected to " : "could not connect to ";
  refuse_if(!connect.head.starts_with(start), "a connection to an unknown address");
  const std::string where = connect.head.substr(start.size());
  const std::size_t end = where.find(':');
  const std::string port = std::to_string(connect.total);
  refuse_if(end == std::string::npos || where.compare(end + 1, port.size(), port) != 0,
            "a connection to an unknown address");
  std::string address = where.substr(0, end);
  const bool digits = address.find_first_not_of("0123456789.") == std::string::npos;
  refuse_if(!digits || !address.starts_with("127.") || address.size() > 15,
            "a connection to another machine");
  return address;
}

// Follows a recording and refuses what cannot have happened.
class Witness {
 public:
  void see(const Event& event) {
    refuse_if(event.head.size() + event.tail.size() > event.total && event.kind != EventKind::life,
              "more bytes than it says");
    if (event.kind == EventKind::sent) see_sent(event);
    else if (event.kind == EventKind::received) see_received(event);
    else see_life(event);
  }

 private:
  void see_sent(const Event& event) {
    refuse_if(inputs_.count(event.lane) == 0 && clients_.count(event.lane) == 0,
              "bytes for a lane that was not opened");
    refuse_if(event.total > kMostBytes, "too many bytes");
  }
  void see_received(const Event& event) {
    refuse_if(outputs_.count(event.lane) == 0 && clients_.count(event.lane) == 0,
              "bytes from a lane that was not opened");
    refuse_if(event.total > kMostBytes, "too many bytes");
  }
  void see_life(const Event& event) {
    const bool is_program = programs_.count(event.lane) > 0;
    const bool is_client = clients_.count(event.lane) > 0;
    const bool is_input = inputs_.count(event.lane) > 0;
    const bool is_output = outputs_.count(event.lane) > 0;
    switch (event.act) {
      case Act::start: return see_start(event);
      case Act::connect:
      case Act::refused: return see_connect(event);
      case Act::exit:
      case Act::killed: return refuse_if(!is_program, "the end of a program that was not started");
      case Act::signal:
        refuse_if(!is_program, "a signal for a program that was not started");
        return refuse_if(!may_be_sent(event.total), "a signal that no check sends");
      case Act::end:
      case Act::broken:
        return refuse_if(!is_client && !is_output && !is_input,
                         "the end of a lane that was not opened");
      case Act::half_close:
      case Act::reset: return refuse_if(!is_client, "a connection that was not opened is closed");
      case Act::close:
        return refuse_if(!is_client && !is_input && !is_output,
                         "a lane that was not opened is closed");
      case Act::note:
      case Act::deadline: return;
    }
  }
  void see_start(const Event& event) {
    refuse_if(event.lane != program_lane(programs_.size()), "a program with a wrong name");
    refuse_if(programs_.size() >= kMostPrograms, "too many programs");
    refuse_if(event.tail.size() > kMostArgumentBytes || arguments_of(event).size() > kMostArguments,
              "a program with too many arguments");
    programs_.insert(event.lane);
    inputs_.insert(prefix_of(event.lane) + "stdin");
    outputs_.insert({prefix_of(event.lane) + "stdout", prefix_of(event.lane) + "stderr"});
  }
  void see_connect(const Event& event) {
    const bool plain = event.lane.find_first_not_of("client 0123456789") == std::string::npos;
    refuse_if(!event.lane.starts_with("client") || !plain || event.lane.size() > kLongestLane,
              "a connection with a wrong name");
    refuse_if(!lanes_.insert(event.lane).second, "a connection that was opened before");
    refuse_if(event.total == 0 || event.total > 65535, "a connection to no port");
    (void)address_of(event);
    if (event.act == Act::connect) clients_.insert(event.lane);
  }

  std::set<std::string, std::less<>> programs_;
  std::set<std::string, std::less<>> inputs_;
  std::set<std::string, std::less<>> outputs_;
  std::set<std::string, std::less<>> clients_;
  std::set<std::string, std::less<>> lanes_;  // of all attempts to connect
};

void examine(const std::vector<Event>& events) {
  Witness witness;
  for (std::size_t i = 0; i < events.size(); ++i) {
    try {
      witness.see(events[i]);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument("event " + std::to_string(i + 1) + ": " + error.what());
    }
  }
}

bool closes(const Event& event) {
  return event.kind == EventKind::life && (event.act == Act::close || event.act == Act::reset);
}

// Where the event at `own` belongs: a send is told when it is over. What was under way when the
// lane was closed goes before the close, and what does not fit into a pipe at once goes before the
// answers that came meanwhile.
Events::iterator place_of(Events& events, Events::iterator own) {
  constexpr std::size_t kFitsIntoPipe = 65536;  // pipe(7)
  const auto close = std::find_if(events.begin(), own, [&](const Event& event) {
    return closes(event) && event.lane == own->lane;
  });
  if (close != own || own->total <= kFitsIntoPipe) return close;
  while (own != events.begin() && !is_act(*std::prev(own))) --own;
  return own;
}

// Puts the sends where they belong. The places of those that were under way are returned.
std::set<std::size_t> put_in_order(Events& events) {
  std::set<std::size_t> under_way;
  for (auto own = events.begin(); own != events.end(); ++own) {
    if (own->kind != EventKind::sent) continue;
    const auto place = place_of(events, own);
    if (place == own) continue;
    const auto index = static_cast<std::size_t>(place - events.begin());
    std::set<std::size_t> shifted;
    for (const std::size_t other : under_way) shifted.insert(other < index ? other : other + 1);
    if (closes(*place)) shifted.insert(index);
    under_way = std::move(shifted);
    own->at = place->at;
    std::rotate(place, own, own + 1);
  }
  return under_way;
}

std::string why_impossible(const Event& act) {
  if (act.act == Act::note && act.head.starts_with(kMakesFile))
    return "the grader made a file here, which is not in the recording";
  if (act.kind != EventKind::sent || act.total == act.head.size()) return {};
  return "the grader sent " + std::to_string(act.total) +
         " bytes here, and of so many only the first and the last are kept";
}

// Collects what is seen between two acts.
class Gap {
 public:
  void see(const Event& event) {
    Seen& seen = lanes_[event.lane];
    seen.lane = event.lane;
    if (event.kind == EventKind::received) seen.bytes = totals_[event.lane] += event.total;
    else seen.ended = true;
  }
  [[nodiscard]] std::vector<Seen> over() {
    std::vector<Seen> all;
    for (auto& [lane, seen] : std::exchange(lanes_, {})) {
      seen.bytes = totals_[lane];
      all.push_back(seen);
    }
    return all;
  }

 private:
  std::map<std::string, Seen, std::less<>> lanes_;
  std::map<std::string, std::size_t, std::less<>> totals_;
};

bool is_seen(const Event& event) {
  if (event.kind == EventKind::received) return true;
  return event.kind == EventKind::life && (event.act == Act::end || event.act == Act::broken ||
                                           event.act == Act::exit || event.act == Act::killed);
}

// Where events were left out of the middle, as many first as last ones are there.
std::vector<Event> whole_part(const CheckResult& check) {
  refuse_if(check.events.size() > kMostEvents, "there are more events than a check records");
  std::vector<Event> events = check.events;
  if (check.dropped_events > 0) events.resize(events.size() / 2);
  return events;
}

}  // namespace

bool is_act(const Event& event) {
  if (event.kind != EventKind::life) return event.kind == EventKind::sent;
  switch (event.act) {
    case Act::start:
    case Act::signal:
    case Act::connect:
    case Act::refused:
    case Act::half_close:
    case Act::close:
    case Act::reset:
    case Act::deadline: return true;
    case Act::note:
      return event.head.starts_with(kCouldNotSend) || event.head.starts_with(kNotReplayed) ||
             (event.lane == "files" && event.head.starts_with(kMakesFile));
    case Act::exit:
    case Act::killed:
    case Act::end:
    case Act::broken: break;
  }
  return false;
}

std::string program_lane(std::size_t index) {
  if (index == 0) return "program";
  const std::string_view ending = index == 1 ? "nd" : index == 2 ? "rd" : "th";
  return std::to_string(index + 1) + std::string(ending) + " program";
}

Script script_of(const CheckResult& check) {
  Script script{.events = whole_part(check)};
  examine(script.events);
  const std::set<std::size_t> under_way = put_in_order(script.events);
  Gap gap;
  std::chrono::nanoseconds since{0};
  for (std::size_t at = 0; at < script.events.size() && script.cut.empty(); ++at) {
    const Event& event = script.events[at];
    if (is_seen(event)) gap.see(event);
    if (!is_act(event)) continue;
    script.cut = why_impossible(event);
    if (!script.cut.empty()) break;
    script.steps.push_back({.act = event,
                            .gap = std::max(std::chrono::nanoseconds(0), event.at - since),
                            .before = gap.over(),
                            .under_way = under_way.count(at) > 0});
    if (event.act == Act::connect || event.act == Act::refused)
      script.steps.back().address = address_of(event);
    since = event.at;
  }
  if (script.cut.empty() && check.dropped_events > 0)
    script.cut = "the conversation was long: the " + std::to_string(check.dropped_events) +
                 " events that came next were not kept";
  script.last = gap.over();
  if (script.cut.empty() && !script.events.empty())
    script.rest = std::max(std::chrono::nanoseconds(0), script.events.back().at - since);
  return script;
}

}  // namespace pipette
