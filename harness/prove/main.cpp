// Proves what the protections of this machine hold back, by trying:
//
//   pipette_prover [--backend=process|bubblewrap|direct] [--events=FD] ATTACK ...
//
// For each hostile program one line, on standard output or on that descriptor: its name, the
// outcome, an account, separated by tabs. Exit code 2, with words on standard error, when the
// protection cannot be put up at all.
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "prove/targets.hpp"
#include "prove/trial.hpp"

namespace {

using namespace pipette;

struct Options {
  Backend backend = Backend::process;
  int events = STDOUT_FILENO;
  std::vector<std::string> attacks;
};

Backend backend_named(std::string_view name) {
  if (const auto backend = backend_of(name)) return *backend;
  throw HarnessError("read the options: there is no backend " + std::string(name));
}

Options read_options(int argc, char** argv) {
  constexpr std::string_view kBackend = "--backend=";
  constexpr std::string_view kEvents = "--events=";
  Options options;
  for (const std::string_view argument : std::vector<std::string_view>(argv + 1, argv + argc)) {
    if (argument.starts_with(kBackend))
      options.backend = backend_named(argument.substr(kBackend.size()));
    else if (argument.starts_with(kEvents))
      options.events = std::atoi(argument.data() + kEvents.size());
    else options.attacks.emplace_back(argument);
  }
  return options;
}

void report(const Trial& trial, int channel) {
  const std::string line =
      trial.attack + "\t" + std::string(word(trial.outcome)) + "\t" + trial.account + "\n";
  if (write(channel, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    throw HarnessError("report a trial: nobody reads it");
}

void prove(const Options& options) {
  const std::filesystem::path attacks =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "pipette_attacks";
  be_watched();
  Targets targets;
  const Sandbox sandbox({.backend = options.backend, .readable = {attacks}});
  become_unreadable();
  sweep_at_the_end();
  const SessionOptions session{.sandbox = &sandbox};
  for (const std::string& attack : options.attacks) {
    const Trial trial = try_attack(attacks, attack, targets, session);
    report(trial, options.events);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    prove(read_options(argc, argv));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
