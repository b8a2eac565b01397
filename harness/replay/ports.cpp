#include "replay/ports.hpp"

#include <charconv>

#include "engine/probe.hpp"
#include "engine/socket.hpp"
#include "proto/announcement.hpp"

namespace pipette {
namespace {

using Port = std::uint16_t;

constexpr Port kFirstOrdinary = 1024;
// Long enough for a line that is only slow: it is written right after listen().
constexpr Within kLineIsLate = std::chrono::milliseconds(100);

std::optional<Port> port_in(std::string_view output) {
  const auto parsed = parse_announcement(output);
  const auto* complete = std::get_if<Complete<Port>>(&parsed);
  return complete != nullptr ? std::optional<Port>(complete->value) : std::nullopt;
}

// The port that an argument names, when it is nothing but one.
std::optional<Port> port_argument(const std::string& argument) {
  Port port = 0;
  const char* const end = argument.data() + argument.size();
  const auto [stop, error] = std::from_chars(argument.data(), end, port);
  const bool is_port = error == std::errc() && stop == end && port >= kFirstOrdinary;
  return is_port ? std::optional<Port>(port) : std::nullopt;
}

bool anyone_listens(Port port) { return !tcp_sockets(port, {TcpState::listen}).empty(); }

bool is_free(Port port) {
  using enum TcpState;
  return tcp_sockets(port, {established, syn_sent, syn_received, fin_wait1, fin_wait2, time_wait,
                            close_wait, last_ack, listen, closing})
      .empty();
}

std::optional<Port> own_port(const Started& program) {
  if (!program.process.started() || program.process.ending()) return std::nullopt;
  return listening_port(family_of(program.process.pid()));
}

}  // namespace

PortMap::PortMap(const Script& script, Session& session) : session_(session) {
  std::map<std::string, std::string> outputs;
  for (const Event& event : script.events)
    if (event.kind == EventKind::received) outputs[event.lane] += event.head;
  constexpr std::string_view kProgram = "program";
  for (std::size_t i = 0;; ++i) {
    std::string lane = program_lane(i);
    lane.replace(lane.size() - kProgram.size(), kProgram.size(), "stdout");
    if (i > script.steps.size()) return;
    if (const auto output = outputs.find(lane); output != outputs.end())
      if (const auto port = port_in(output->second)) announced_[*port] = i;
  }
}

std::vector<std::string> PortMap::arguments(const Event& start) {
  std::vector<std::string> all = arguments_of(start);
  for (std::string& argument : all) {
    const auto port = port_argument(argument);
    if (!port) continue;
    if (given_.count(*port) == 0)
      given_[*port] = is_free(*port) ? *port : unused_port(session_.random()());
    session_.allow_bind(given_[*port]);
    argument = std::to_string(given_[*port]);
  }
  return all;
}

std::optional<Port> PortMap::find(Port recorded, bool refused) {
  // Looking through sockets takes its time, and what a program does next may not wait for that: a
  // port is looked at once.
  if (const auto found = found_.find(recorded); found != found_.end()) return found->second;
  if (const auto given = given_.find(recorded); given != given_.end()) {
    if (!is_ours(given->second)) return std::nullopt;
    return found_[recorded] = given->second;
  }
  Started* program = owner(recorded);
  if (program == nullptr) return std::nullopt;
  const auto port = port_of(*program, announced_.count(recorded) > 0, refused);
  if (!port) return std::nullopt;
  found_[recorded] = *port;
  session_.allow_bind(*port);  // another program may try whether it is taken
  return port;
}

Started* PortMap::owner(Port recorded) const {
  const auto& programs = session_.programs();
  const auto announced = announced_.find(recorded);
  if (announced != announced_.end() && announced->second < programs.size())
    return programs[announced->second].get();
  return programs.empty() ? nullptr : programs.back().get();
}

std::optional<Port> PortMap::port_of(Started& program, bool announced, bool refused) {
  const auto own = own_port(program);
  const auto line = port_in(program.process.out().inbox().unread);
  if (announced && line && (own == line || (refused && !anyone_listens(*line)))) return line;
  if (!own) return std::nullopt;
  if (!announced) return own;
  if (!without_line_) without_line_ = Clock::now();
  return Clock::now() >= *without_line_ + kLineIsLate ? own : std::nullopt;
}

// A port on which nobody listens may be called, too: that it is refused may be the point.
bool PortMap::is_ours(Port port) const {
  if (!anyone_listens(port)) return true;
  for (const auto& program : session_.programs())
    if (own_port(*program) == port) return true;
  return false;
}

}  // namespace pipette
