#include "prove/trial.hpp"

#include <unistd.h>

#include "core/bytes.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

// Long enough for every honest ending, on a busy machine too.
constexpr Within kPatience = std::chrono::seconds(10);
// Those that never end are killed so long after their verdict.
constexpr Within kNeverEnding = std::chrono::seconds(1);
constexpr Within kMoment = std::chrono::milliseconds(20);

std::string last_line(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

// What an attack says before it does something that takes its time.
constexpr std::string_view kTrying = "trying: ";

// The verdict line: the last one that begins like a verdict, because a flood may come behind it.
std::string verdict_line(const std::string& output) {
  constexpr std::array<std::string_view, 5> kVerdicts = {
      "worked: ", "blocked: ", "partly: ", "tried: ", kTrying};
  std::size_t at = std::string::npos;
  for (const std::string_view verdict : kVerdicts) {
    const std::size_t found = output.rfind(verdict);
    if (found != std::string::npos && (at == std::string::npos || found > at)) at = found;
  }
  if (at == std::string::npos) return {};
  return output.substr(at, output.find('\n', at) - at);
}

bool has_verdict(const std::string& output) {
  const std::string line = verdict_line(output);
  return !line.empty() && !line.starts_with(kTrying);
}

// Whether a program has ended, or its verdict was there for some time.
std::function<bool()> over(const Process& process, const std::string& output) {
  return [&process, &output, said = std::optional<Clock::time_point>()]() mutable {
    if (!said && has_verdict(output)) said = Clock::now();
    return process.ending().has_value() || (said && Clock::now() > *said + kNeverEnding);
  };
}

Outcome by_its_words(const std::string& words) {
  if (words.rfind("worked: ", 0) == 0) return Outcome::open;
  if (words.rfind("partly: ", 0) == 0) return Outcome::partly;
  return Outcome::contained;
}

}  // namespace

std::string_view word(Outcome outcome) {
  switch (outcome) {
    case Outcome::contained: return "contained";
    case Outcome::partly: return "partly";
    case Outcome::open: return "open";
    case Outcome::broken: break;
  }
  return "broken";
}

Trial judge(const std::string& attack, const Sighting& seen, const Targets& targets) {
  const std::string words = verdict_line(seen.output);
  Trial trial{attack, words.empty() ? Outcome::broken : by_its_words(words),
              words.empty() ? last_line(seen.output) : words};
  if (seen.stopped) {
    trial.outcome = Outcome::contained;
    trial.account += " (stopped: it used too much)";
  }
  if (seen.output.find(targets.secret()) != std::string::npos) {
    trial.outcome = Outcome::open;
    trial.account += " (it printed the secret)";
  }
  for (const std::string& trace : seen.traces) {
    trial.outcome = Outcome::open;
    trial.account += " (it " + trace + ")";
  }
  if (seen.survivors > 0) {
    trial.outcome = Outcome::open;
    trial.account += " (" + std::to_string(seen.survivors) + " processes survived)";
  }
  trial.account = shortened(trial.account, 200);
  return trial;
}

Trial try_attack(const std::filesystem::path& attacks, const std::string& attack, Targets& targets,
                 const SessionOptions& options) {
  const uid_t user = options.sandbox->user() != 0 ? options.sandbox->user() : geteuid();
  (void)targets.traces(user);
  Sighting seen;
  {
    Session session(options);
    std::vector<std::string> arguments = targets.words();
    arguments.insert(arguments.begin(), attack);
    const auto started = session.spawn({.executable = attacks, .arguments = arguments});
    Process& process = started->process;
    if (!process.started())
      return {attack, Outcome::broken,
              std::string("it cannot be started: ") + process.failure().step + ": " +
                  std::generic_category().message(process.failure().error)};
    (void)session.wait(over(process, process.out().inbox().unread), kPatience);
    // What it has left behind may hold its output open for ever.
    (void)session.wait([&] { return process.drained(); }, kMoment);
    (void)session.finish();
    seen.output = process.out().inbox().unread + process.err().inbox().unread;
    seen.stopped = session.stopped().has_value();
  }
  seen.survivors = static_cast<int>(family_of(getpid()).size()) - 1;
  seen.traces = targets.traces(user);
  return judge(attack, seen, targets);
}

}  // namespace pipette
