// What the programs of a check were doing when it failed: the lazy half of run.hpp.
#include <unistd.h>

#include <algorithm>

#include "check/run.hpp"
#include "engine/probe.hpp"
#include "engine/session.hpp"
#include "engine/socket.hpp"

namespace pipette {
namespace {

bool is_running(const Started& program) {
  return program.process.started() && !program.process.ending();
}

bool is_noted(Symptom symptom) {
  const auto& noted = current_run().symptoms;
  return std::find(noted.begin(), noted.end(), symptom) != noted.end();
}

void note(Symptom symptom) {
  if (!is_noted(symptom)) current_run().symptoms.push_back(symptom);
}

void add(const Activity& seen) {
  constexpr std::size_t kMostLines = 12;
  auto& doing = current_run().doing;
  for (const std::string& line : seen.lines)
    if (doing.size() < kMostLines) doing.push_back(line);
  for (const Symptom symptom : seen.symptoms) note(symptom);
}

void look_at_running_programs() {
  for (const auto& program : session().programs())
    if (is_running(*program))
      add(activity({.pid = program->process.pid(),
                    .name = "the " + program->process.name(),
                    .streams = standard_streams(program->process),
                    .clients = current_run().clients,
                    .before = session().cpu_before()}));
}

// Processes that still run although the program that started them has ended by itself. After an
// end that was our doing, they are nobody's fault.
void look_at_children_left(bool tell) {
  const auto& programs = session().programs();
  const bool all_by_themselves = std::none_of(
      programs.begin(), programs.end(), [](const auto& program) { return program->ended_by_us; });
  const bool any_ended = std::any_of(programs.begin(), programs.end(), [](const auto& program) {
    return program->process.ending().has_value();
  });
  if (!all_by_themselves || !any_ended) return;
  std::vector<pid_t> left = family_of(getpid());
  std::vector<pid_t> known = {getpid(), session().keeper()};
  for (const auto& program : programs)
    if (is_running(*program))
      for (const pid_t pid : family_of(program->process.pid())) known.push_back(pid);
  std::erase_if(left, [&known](pid_t pid) {
    return std::find(known.begin(), known.end(), pid) != known.end();
  });
  Activity seen = activity_of_children_left(left);
  if (!tell) seen.lines.clear();
  add(seen);
}

void look_at_listeners() {
  std::vector<std::uint16_t> ports;
  for (const auto& program : session().programs()) {
    const auto port =
        is_running(*program) ? listening_port(family_of(program->process.pid())) : std::nullopt;
    if (!port) continue;
    if (std::find(ports.begin(), ports.end(), *port) != ports.end()) note(Symptom::two_listeners);
    ports.push_back(*port);
  }
}

void look_at_standard_errors() {
  for (const auto& program : session().programs()) {
    const std::string& text = program->process.err().inbox().unread;
    for (const char* words : {"Address already in use", "EADDRINUSE"})
      if (text.find(words) != std::string::npos) note(Symptom::address_in_use);
  }
}

}  // namespace

void note_client(TcpClient& client) {
  current_run().clients.push_back(
      {client.stream().lane(), client.local_port(), client.remote_port()});
}

void look_at_programs(Cause cause) {
  session().loop().run_ready();
  const bool too_late = cause == Cause::timed_out || cause == Cause::did_not_listen;
  const bool too_early = cause == Cause::closed_early;
  if (too_late) look_at_running_programs();
  look_at_children_left(too_late || too_early);
  if (too_early && current_run().in_vain && current_run().in_vain->cause == cause)
    for (const Symptom symptom : current_run().in_vain->symptoms) note(symptom);
  look_at_listeners();
  look_at_standard_errors();
}

// Only a program that waits for its input can be made to write by the end of that input. What
// others write now is only late.
void look_for_held_back_bytes() {
  constexpr Within kMoment = std::chrono::milliseconds(300);
  const auto& in_vain = current_run().in_vain;
  if (!in_vain || in_vain->cause != Cause::timed_out || !is_noted(Symptom::waiting_for_input))
    return;
  for (const auto& program : session().programs()) {
    Process& process = program->process;
    const Inbox& output = process.out().inbox();
    if (&output != in_vain->output || !is_running(*program) || !process.in().stream().is_open())
      continue;
    const std::size_t before = output.total;
    process.in().close();
    session().transcript().life(process.in().lane(), "grader closed it: to see what was held back",
                                Act::close);
    (void)session().wait([&] { return output.ended || output.flooded; }, kMoment);
    const std::size_t came = output.total - before;
    if (came == 0) continue;
    note(Symptom::held_back);
    current_run().doing.push_back("when the grader then ended the input, " + std::to_string(came) +
                                  (came == 1 ? " byte" : " bytes") +
                                  " came at once: they had been kept back inside the program");
  }
}

}  // namespace pipette
