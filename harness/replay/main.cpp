// Plays a recorded conversation to a program that is shut in like a check's:
//
//   pipette_replayer --recording=FILE [--events=FD] [--seed=N] [--slack=X] [--check-seconds=N]
//                    [--backend=process|bubblewrap|direct] [--readable=PATH ...]
//                    -- PROGRAM [ARGUMENT ...]
//
// FILE holds one check as a report holds it. The new conversation goes to that descriptor (standard
// output without it) as the events of a check. Exit code 2, with words on standard error, when that
// cannot be done.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/sandbox.hpp"
#include "replay/player.hpp"
#include "report/events.hpp"
#include "report/json.hpp"

namespace {

using namespace pipette;

struct Options {
  SessionOptions session;
  SandboxOptions sandbox;
  std::vector<std::string> command;
  std::string recording;
  int events = STDOUT_FILENO;
};

Backend backend_named(const std::string& name) {
  if (const auto backend = backend_of(name)) return *backend;
  throw HarnessError("read the options: there is no backend " + name);
}

void read_option(Options& options, const std::string& argument) {
  const std::size_t end = std::min(argument.find('='), argument.size());
  const std::string name = argument.substr(0, end);
  const std::string value = argument.substr(std::min(end + 1, argument.size()));
  if (name == "--recording") options.recording = value;
  else if (name == "--events") options.events = std::atoi(value.c_str());
  else if (name == "--seed") options.session.seed = std::strtoull(value.c_str(), nullptr, 10);
  else if (name == "--slack")
    options.session.slack = std::max(1.0, std::strtod(value.c_str(), nullptr));
  else if (name == "--check-seconds")
    options.session.check_limit = std::chrono::seconds(std::strtoull(value.c_str(), nullptr, 10));
  else if (name == "--backend") options.sandbox.backend = backend_named(value);
  else if (name == "--readable") options.sandbox.readable.emplace_back(value);
  else throw HarnessError("read the options: what is " + argument + "?");
}

Options read_options(const std::vector<std::string>& arguments) {
  Options options;
  auto argument = arguments.begin();
  for (; argument != arguments.end() && *argument != "--"; ++argument)
    read_option(options, *argument);
  if (argument != arguments.end()) options.command.assign(argument + 1, arguments.end());
  if (options.command.empty()) throw HarnessError("start: no program behind --");
  return options;
}

CheckResult recording_in(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  auto check = check_from_json(text);
  if (!check) throw HarnessError("read the recording " + file + ": it holds no check");
  return std::move(*check);
}

void write_all(int descriptor, std::string_view line) {
  while (!line.empty()) {
    const ssize_t count = write(descriptor, line.data(), line.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw HarnessError("write an event: nobody reads it");
    line.remove_prefix(static_cast<std::size_t>(count));
  }
}

void replay(Options options) {
  require(fcntl(options.events, F_SETFD, FD_CLOEXEC), "use the events descriptor");
  const CheckResult recording = recording_in(options.recording);
  const Script script = script_of(recording);
  become_guardian();
  const auto own = files_of(options.command);
  options.sandbox.readable.insert(options.sandbox.readable.end(), own.begin(), own.end());
  const Sandbox sandbox(options.sandbox);
  options.session.sandbox = &sandbox;
  become_unreadable();
  sweep_at_the_end();
  write_all(options.events, check_started_line(recording.name));
  const Played played = play(script, {.session = options.session, .command = options.command});
  write_all(options.events,
            check_ended_line(
                {.name = recording.name, .reason = played.stopped, .events = played.events}));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    replay(read_options({argv + 1, argv + argc}));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "replay: " << error.what() << "\n";
    return 2;
  }
}
