#include "replay/player.hpp"

#include <signal.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "engine/probe.hpp"
#include "engine/socket.hpp"
#include "replay/observer.hpp"
#include "replay/ports.hpp"

namespace pipette {
namespace {

constexpr Within kOften = std::chrono::milliseconds(2);
constexpr Within kMoment = std::chrono::milliseconds(50);

bool all_taken(PipePump& input) {
  int count = 0;
  if (input.stream().is_open()) ioctl(input.stream().native_handle(), FIONREAD, &count);
  return count == 0;
}

std::string with_port(std::string bytes, std::uint16_t then, std::uint16_t now) {
  const std::string before = ":" + std::to_string(then);
  const std::string after = ":" + std::to_string(now);
  // Of another length it would change how the bytes are cut.
  if (before.size() != after.size()) return bytes;
  for (std::size_t at = bytes.find(before); at != std::string::npos; at = bytes.find(before, at)) {
    const std::size_t end = at + before.size();
    const bool longer = end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9';
    if (!longer) bytes.replace(at, before.size(), after);
    at = end;
  }
  return bytes;
}

class Player {
 public:
  Player(const Script& script, const PlayOptions& options)
      : script_(script), options_(options), session_(options.session), ports_(script, session_) {}

  Played play() {
    Played played;
    const double seconds = std::chrono::duration<double>(options_.session.check_limit).count();
    const Deadline end(std::chrono::duration_cast<Within>(
        std::chrono::duration<double>(seconds * options_.session.slack)));
    for (const ScriptStep& step : script_.steps) {
      await(step.before, step.gap);
      if (end.passed()) played.stopped = "the time for a replay was up";
      if (session_.stopped()) played.stopped = *session_.stopped();
      if (!played.stopped.empty()) break;
      perform(step);
    }
    if (played.stopped.empty()) await_the_end();
    observer_.look();
    played.events = observer_.events();
    (void)session_.finish();
    return played;
  }

 private:
  bool wait(const std::function<bool()>& done, Within within) {
    const bool happened = session_.wait(
        [&] {
          observer_.look();
          return done();
        },
        within, kOften);
    observer_.look();
    return happened;
  }

  // Waits for what had come in the recording. A lane that stays behind is not waited for again
  // until it has caught up: each wait in vain costs seconds.
  void await(const std::vector<Seen>& lanes, Within gap) {
    for (const Seen& seen : lanes) {
      recorded_[seen.lane] = {seen.lane, seen.bytes, seen.ended || recorded_[seen.lane].ended};
      const auto late = late_.find(seen.lane);
      if (late != late_.end() && observer_.has_come(late->second)) late_.erase(late);
    }
    const auto missing = [&](const Seen& seen) {
      return late_.count(seen.lane) == 0 && !observer_.has_come(seen);
    };
    if (wait([&] { return std::none_of(lanes.begin(), lanes.end(), missing); }, gap + kPromptly))
      return;
    for (const Seen& seen : lanes)
      if (missing(seen)) late_[seen.lane] = seen;
  }

  void await_the_end() {
    await(script_.last, script_.rest);
    // What follows at once belongs to it.
    const Deadline moment(kMoment);
    (void)wait([&] { return moment.passed(); }, 2 * kMoment);
  }

  void perform(const ScriptStep& step) {
    const Event& act = step.act;
    if (act.kind == EventKind::sent) return send(step);
    switch (act.act) {
      case Act::start: return start(act);
      case Act::signal: return send_signal(act);
      case Act::connect:
      case Act::refused: return connect(step);
      case Act::half_close:
      case Act::close:
      case Act::reset: return end_lane(act);
      case Act::deadline: return wait_in_vain(step);
      default: return skip(act, "what the grader had wanted to send was not recorded");
    }
  }

  // The grader had waited for more until the time was up. What comes now instead need not be waited
  // for any longer.
  void wait_in_vain(const ScriptStep& step) {
    (void)wait([&] { return observer_.exceeds(recorded_); }, step.gap);
    observer_.tell(step.act);
  }

  void skip(const Event& act, const std::string& why) {
    observer_.tell({.lane = act.lane, .head = std::string(kNotReplayed) + why});
  }

  void start(const Event& act) {
    std::vector<std::string> all(options_.command.begin() + 1, options_.command.end());
    const std::vector<std::string> own = ports_.arguments(act);
    const std::size_t fixed = all.size();
    all.insert(all.end(), own.begin(), own.end());
    Event told = act;
    told.tail.clear();
    for (const std::string& argument : own) told.tail += argument + '\0';
    observer_.tell(told);
    auto started = session_.spawn({.executable = options_.command.front(),
                                   .arguments = all,
                                   .fixed_arguments = fixed,
                                   .quiet_input = act.total == 1});
    Process& process = started->process;
    programs_[act.lane] = started;
    inputs_[process.in().lane()] = &process.in();
    outputs_[process.out().lane()] = &process.out();
    outputs_[process.err().lane()] = &process.err();
    if (!process.started())
      return observer_.tell({.lane = act.lane,
                             .head = "could not be started: " +
                                     std::generic_category().message(process.failure().error),
                             .act = Act::broken});
    observer_.watch(act.lane, process);
    observer_.watch(process.out().lane(), process.out().inbox());
    observer_.watch(process.err().lane(), process.err().inbox());
  }

  void send_signal(const Event& act) {
    Started& program = *programs_.at(act.lane);
    const auto number = static_cast<int>(act.total);
    observer_.tell(act);
    program.ended_by_us =
        program.ended_by_us || number == SIGTERM || number == SIGINT || number == SIGKILL;
    if (number == SIGKILL) program.process.kill();
    else program.process.signal(number);
    if (number != SIGSTOP || !program.process.started()) return;
    (void)wait([&] { return state(program.process.pid()) == 'T' || program.process.ending(); },
               kPromptly);
  }

  void connect(const ScriptStep& step) {
    const auto recorded = static_cast<std::uint16_t>(step.act.total);
    const bool refused = step.act.act == Act::refused;
    std::optional<std::uint16_t> port;
    (void)wait([&] { return (port = ports_.find(recorded, refused)).has_value(); },
               step.gap + kPromptly);
    if (!port)
      return observer_.tell({.lane = step.act.lane,
                             .head = "could not connect: the program has opened no port",
                             .act = Act::refused});
    auto client = std::make_unique<TcpClient>(
        session_.loop(), session_.transcript(),
        ConnectOptions{.port = *port, .address = step.address, .lane = step.act.lane});
    const bool settled = wait([&] { return client->settled(); }, kPromptly);
    if (!settled || client->error())
      return observer_.tell({.lane = step.act.lane,
                             .head = "could not connect: " +
                                     (settled ? client->error().message() : "nobody answered"),
                             .total = *port,
                             .act = Act::refused});
    observer_.tell(
        {.lane = step.act.lane, .head = "connected", .total = *port, .act = Act::connect});
    observer_.watch(step.act.lane, client->stream().inbox());
    outgoing_[step.act.lane] = with_port(all_sent_on(step.act.lane), recorded, *port);
    clients_[step.act.lane] = std::move(client);
  }

  [[nodiscard]] std::string all_sent_on(const std::string& lane) const {
    std::string bytes;
    for (const ScriptStep& step : script_.steps)
      if (step.act.kind == EventKind::sent && step.act.lane == lane) bytes += step.act.head;
    return bytes;
  }

  void send(const ScriptStep& step) {
    const std::string& lane = step.act.lane;
    const auto client = clients_.find(lane);
    const auto input = inputs_.find(lane);
    if (client == clients_.end() && input == inputs_.end())
      return skip(step.act, "there is no connection now");
    wait_until_taken(lane);
    std::string bytes = step.act.head;
    if (client != clients_.end()) {
      bytes = outgoing_[lane].substr(0, bytes.size());
      outgoing_[lane].erase(0, bytes.size());
    }
    observer_.tell(step.act);
    last_sent_ = lane;
    if (client != clients_.end()) write(client->second->stream(), bytes, step);
    else write(*input->second, bytes, step);
  }

  template <typename Pump>
  void write(Pump& pump, const std::string& bytes, const ScriptStep& step) {
    pump.write(bytes);
    if (step.under_way) return;
    (void)wait([&] { return pump.written() || pump.inbox().flooded; }, step.gap + kPromptly);
  }

  // Two portions that follow each other stay two only when the program takes the first before the
  // second is sent.
  void wait_until_taken(const std::string& lane) {
    if (last_sent_ != lane || leaves_lying_.count(lane) > 0) return;
    const auto client = clients_.find(lane);
    const auto taken = [&] {
      return client != clients_.end()
                 ? client->second->stream().finished() || all_taken(*client->second)
                 : all_taken(*inputs_.at(lane));
    };
    if (!wait(taken, kPromptly)) leaves_lying_.insert(lane);
  }

  void end_lane(const Event& act) {
    const auto client = clients_.find(act.lane);
    if (client != clients_.end()) {
      observer_.tell(act);
      if (act.act == Act::half_close) return client->second->finish_sending();
      observer_.leave(act.lane);
      return act.act == Act::reset ? client->second->reset() : client->second->close();
    }
    for (const auto* pumps : {&inputs_, &outputs_})
      if (const auto pump = pumps->find(act.lane); pump != pumps->end()) {
        observer_.tell(act);
        observer_.leave(act.lane);
        return pump->second->close();
      }
    skip(act, "there is no connection now");
  }

  const Script& script_;
  const PlayOptions& options_;
  Session session_;
  Observer observer_;
  PortMap ports_;
  std::map<std::string, std::shared_ptr<Started>> programs_;
  std::map<std::string, PipePump*> inputs_;
  std::map<std::string, PipePump*> outputs_;
  std::map<std::string, std::unique_ptr<TcpClient>> clients_;
  std::map<std::string, std::string> outgoing_;
  std::map<std::string, Seen> late_;
  std::map<std::string, Seen, std::less<>> recorded_;  // all that had come so far then
  std::set<std::string> leaves_lying_;
  std::string last_sent_;
};

}  // namespace

Played play(const Script& script, const PlayOptions& options) {
  return Player(script, options).play();
}

}  // namespace pipette
