#include "check/check.hpp"

#include "check/main.hpp"
#include "check/run.hpp"
#include "engine/probe.hpp"
#include "engine/session.hpp"
#include "engine/socket.hpp"
#include "proto/announcement.hpp"

namespace pipette {
namespace {

constexpr Within kPoll = std::chrono::milliseconds(5);

bool anyone_listens(Port port) { return !tcp_sockets(port, {TcpState::listen}).empty(); }

std::optional<Port> own_port(const Process& process) {
  return listening_port(family_of(process.pid()));
}

std::optional<Port> port_in(std::string_view line) {
  const auto parsed = parse_announcement(line);
  const auto* complete = std::get_if<Complete<Port>>(&parsed);
  return complete != nullptr ? std::optional<Port>(complete->value) : std::nullopt;
}

Failure no_port(const Trouble& trouble) {
  const bool silent = trouble.cause == Cause::timed_out;
  return {.cause = silent ? Cause::did_not_listen : trouble.cause,
          .expected = "the server opens a port and can be called",
          .got = trouble.words,
          .waited = trouble.waited};
}

}  // namespace

Check::Check() : session_(std::make_unique<Session>(session_options())) {
  current_run() = CheckRun{.session = session_.get()};
}

Check::~Check() {
  const Sandbox* sandbox = session_options().sandbox;
  if (sandbox != nullptr && sandbox->options().profile == Profile::sanitizer)
    judge_sanitizer_report();
  current_run().survivors = session_->finish();
  if (!current_run().failure) {
    current_run().events = session_->transcript().events();
    current_run().dropped_events = session_->transcript().dropped();
  }
  current_run().session = nullptr;
}

void Check::requirement(std::string_view sentence, std::string_view why) {
  current_run().requirement = sentence;
  current_run().why = why;
}

void Check::hint(Hint hint) { current_run().hint = std::move(hint); }

Program Check::student(const std::vector<std::string>& arguments, Stdin input, Location at) {
  return start(arguments, input, "", at);
}

Program Check::student_reading(const std::string& file, const std::vector<std::string>& arguments,
                               Location at) {
  return start(arguments, Stdin::open, file, at);
}

Program Check::start(const std::vector<std::string>& arguments, Stdin input,
                     const std::string& file, Location at) {
  std::vector<std::string> all = student_command();
  const std::string executable = all.front();
  all.erase(all.begin());
  const std::size_t fixed = all.size();
  all.insert(all.end(), arguments.begin(), arguments.end());
  auto started = session_->spawn({.executable = executable,
                                  .arguments = all,
                                  .fixed_arguments = fixed,
                                  .quiet_input = input == Stdin::at_end,
                                  .input_file = file});
  const Process& process = started->process;
  if (!process.started())
    fail({.cause = Cause::did_not_start,
          .expected = "the program starts",
          .got = executable +
                 " cannot be started: " + std::generic_category().message(process.failure().error) +
                 " (" + process.failure().step + ")"},
         at);
  return Program(std::move(started));
}

void Check::write_file(const std::string& name, std::string_view bytes) {
  session_->write_file(name, bytes);
}

Received Check::read_file(const std::string& path) {
  LeftFile file = session_->read_file(path);
  if (!file.problem) return {std::move(file.bytes)};
  return {.bytes = {}, .trouble = Trouble{.cause = Cause::mismatch, .words = *file.problem}};
}

void Check::leave_utc() { session_->set_time_zone(kOddTimeZone); }

Port Check::listening(Program& server, Location at) {
  // Long enough for a line that is only slow: it is written right after listen().
  constexpr Within kLineIsLate = std::chrono::milliseconds(100);
  const Process& process = server.started_->process;
  const std::string& out = server.inbox().unread;
  const auto since = Clock::now();
  std::optional<Port> port;
  std::optional<Clock::time_point> seen_without_line;
  auto next_look = since + kPoll;
  const auto found = [&] {
    if (process.ending()) return true;
    const bool line = out.find('\n') != std::string::npos;
    if (line && !port) port = port_in(out);
    if (port && anyone_listens(*port)) return true;
    // Looking through the program's sockets takes its time, and mostly the line comes first.
    if (Clock::now() < next_look) return false;
    next_look = Clock::now() + kPoll;
    const auto own = own_port(process);
    if (!own) return false;
    if (!seen_without_line) seen_without_line = Clock::now();
    if (!line && Clock::now() < *seen_without_line + kLineIsLate) return false;
    session().transcript().life(
        "program", "listens on port " + std::to_string(*own) + ", as the system tells");
    port = own;
    return true;
  };
  if (session_->wait(found, kStartUp, kPoll) && port && !process.ending()) {
    session_->allow_bind(*port);  // another program may try whether it is taken
    return *port;
  }
  fail(no_port(diagnose(&server.inbox(), since, "no port was opened")), at);
}

Port Check::announced(Program& server, Location at) {
  const Received line = server.read_line(kStartUp);
  const auto port = port_in(line.bytes);
  if (port && !line.trouble) {
    session_->allow_bind(*port);
    return *port;
  }
  Failure failure{.cause = line.trouble ? line.trouble->cause : Cause::mismatch,
                  .expected = "\"LISTENING 127.0.0.1:<port>\\n\" on standard output",
                  .got = testing::PrintToString(line)};
  if (line.trouble) failure.waited = line.trouble->waited;
  const auto own = own_port(server.started_->process);
  if (own)
    failure.got += "\nThe server does listen, on port " + std::to_string(*own) +
                   ". If it wrote the line, the line is still waiting inside the program.";
  fail(std::move(failure), at);
}

Connection Check::connect(const ConnectTo& to, Location at) {
  auto client = std::make_unique<TcpClient>(
      session_->loop(), session_->transcript(),
      ConnectOptions{to.port, to.address, to.receive_buffer, session_->next_client()});
  const auto since = Clock::now();
  const bool settled = session_->wait([&] { return client->settled(); }, kStartUp);
  if (settled && !client->error()) {
    note_client(*client);
    return Connection(std::move(client));
  }
  const Trouble trouble = diagnose(nullptr, since, "the connection was not accepted");
  const bool gone = trouble.cause == Cause::crashed || trouble.cause == Cause::closed_early;
  fail(
      {.cause = gone ? trouble.cause : Cause::did_not_listen,
       .expected = "a connection to " + to.address + ":" + std::to_string(to.port) + " is accepted",
       .got = gone || !settled ? trouble.words : client->error().message(),
       .waited = trouble.waited},
      at);
}

Reached Check::reach(const ConnectTo& to) {
  TcpClient client(session_->loop(), session_->transcript(),
                   {to.port, to.address, to.receive_buffer, session_->next_client()});
  return {session_->wait([&] { return client.settled(); }, kPromptly) && !client.error()};
}

Port Check::unused_port() {
  const Port port = pipette::unused_port(session_->random()());
  session_->allow_bind(port);
  return port;
}

void Check::require_lingering(Port port) {
  const auto lingers = [port] {
    return !tcp_sockets(port, {TcpState::time_wait, TcpState::fin_wait1, TcpState::fin_wait2,
                               TcpState::closing})
                .empty();
  };
  if (session_->wait(lingers, kPromptly, kPoll)) return;
  do_not_run("no closed connection lingers on port " + std::to_string(port) +
             ", so a restart would prove nothing");
}

std::string Check::random_word(std::size_t length) {
  std::string word;
  while (word.size() < length) word += static_cast<char>('a' + session_->random()() % 26);
  return word;
}

}  // namespace pipette
