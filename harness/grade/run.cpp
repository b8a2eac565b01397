#include "grade/run.hpp"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/bytes.hpp"
#include "engine/family.hpp"
#include "engine/reach.hpp"
#include "engine/session.hpp"
#include "grade/shut_in.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

std::string filter(const std::vector<RubricEntry>& checks) {
  std::string names;
  for (const RubricEntry& check : checks) names += (names.empty() ? "" : ":") + check.name;
  return "--gtest_filter=" + names;
}

std::string number(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

std::vector<std::string> arguments(const Lab& lab, const std::vector<RubricEntry>& checks,
                                   const std::vector<std::string>& command,
                                   const RunOptions& options) {
  std::vector<std::string> result = {filter(checks),
                                     "--gtest_repeat=" + std::to_string(options.repeat),
                                     "--events=3",
                                     "--seed=" + std::to_string(options.seed),
                                     "--slack=" + number(options.slack),
                                     "--check-seconds=" + std::to_string(lab.check_seconds),
                                     "--backend=" + std::string(word(options.backend))};
  for (const std::filesystem::path& path : options.readable)
    result.push_back("--readable=" + path.string());
  if (options.profile == Profile::sanitizer) result.emplace_back("--sanitizer");
  result.emplace_back("--");
  result.insert(result.end(), command.begin(), command.end());
  return result;
}

// Twice what all checks together may take, because each may be prolonged once more by the time that
// programs stood in the run queue.
Within lab_limit(const Lab& lab, std::size_t checks, const RunOptions& options) {
  const double seconds =
      2.0 * lab.check_seconds * options.slack * static_cast<double>(checks) * options.repeat;
  return std::chrono::seconds(10 + static_cast<std::int64_t>(seconds));
}

// Cuts the stream of events into lines and tells about checks that begin.
class EventLines {
 public:
  explicit EventLines(const RunOptions& options) : options_(options) {}

  void add(std::string_view bytes) {
    rest_ += bytes;
    for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
      lines_.push_back(rest_.substr(0, end));
      rest_.erase(0, end + 1);
      const std::string name = started_check(lines_.back());
      if (!name.empty() && options_.progress) options_.progress(started_++, name);
    }
  }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  const RunOptions& options_;
  std::vector<std::string> lines_;
  std::string rest_;
  int started_ = 0;
};

std::string how_it_ended(const TaskResult& result) {
  std::string text = result.ending ? "the check binary ended with " + words(*result.ending)
                                   : "the check binary did not finish in time";
  if (!result.err.empty()) text += "; it said: " + printable(result.err);
  return text;
}

std::chrono::nanoseconds now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

std::vector<CheckResult> run_checks(const Lab& lab, const std::vector<RubricEntry>& checks,
                                    const std::filesystem::path& check_binary,
                                    const std::vector<std::string>& command,
                                    const RunOptions& options) {
  EventLines events(options);
  // Everything that the run leaves on the disk goes with this, however the run ends.
  const WorkingDirectory scratch;
  // Where we are root, programs run as somebody else; a cell shows them their files all the same.
  const bool copied = geteuid() == 0 && options.backend == Backend::process;
  const std::vector<std::string> own = copied ? within_reach(command, scratch.path()) : command;
  std::vector<std::filesystem::path> readable = files_of(own);
  readable.insert(readable.end(), options.readable.begin(), options.readable.end());
  SpawnOptions helper = shut_in(options.backend, check_binary, arguments(lab, checks, own, options),
                                readable, scratch.path());
  helper.cgroup = options.cgroup;
  const TaskResult result = run_task(helper, lab_limit(lab, checks.size(), options),
                                     [&events](std::string_view bytes) { events.add(bytes); });
  (void)sweep();
  return fold(events.lines(), checks, how_it_ended(result));
}

std::vector<CheckResult> not_built(const std::vector<RubricEntry>& checks) {
  std::vector<CheckResult> results;
  for (const RubricEntry& check : checks)
    results.push_back({.name = check.name,
                       .points = check.points,
                       .verdict = Verdict::failed,
                       .failure = Failure{.cause = Cause::did_not_build,
                                          .expected = "the program is built",
                                          .got = "the compiler refused it"}});
  return results;
}

double measured_slack() {
  const std::string given = from_environment("PIPETTE_SLACK");
  constexpr double kMostByHand = 20;
  if (!given.empty()) return std::clamp(std::strtod(given.c_str(), nullptr), 1.0, kMostByHand);
  // More is not needed: Session::wait also makes up for the time in the run queue.
  constexpr double kMost = 3;
  constexpr std::chrono::milliseconds kWork(20);
  const auto wall = now(CLOCK_MONOTONIC);
  const auto cpu = now(CLOCK_THREAD_CPUTIME_ID);
  while (now(CLOCK_THREAD_CPUTIME_ID) - cpu < kWork) {
  }
  const double ratio = std::chrono::duration<double>(now(CLOCK_MONOTONIC) - wall) /
                       std::chrono::duration<double>(kWork);
  // Small ratios are noise; one digit is enough for people.
  return ratio < 1.5 ? 1.0 : std::min(kMost, std::round(ratio * 10) / 10);
}

}  // namespace pipette
