#include "grade/replay.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/reach.hpp"
#include "engine/session.hpp"
#include "grade/build.hpp"
#include "grade/program.hpp"
#include "grade/replay_file.hpp"
#include "grade/run.hpp"
#include "grade/shut_in.hpp"
#include "grade/task.hpp"
#include "grade/terminal_style.hpp"
#include "report/comparison.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// All that the replays of one run share.
struct Stage {
  const Place& place;
  const Options& options;
  const ProvenProtection& protection;
  const Report& report;
  double slack = 1;
};

// The program of today: its command, or the compiler's refusal.
struct Today {
  std::string shown;
  std::vector<std::string> command{};
  std::optional<BuildFailure> refusal{};
};

Today today(const Stage& stage, const Lab& lab) {
  if (!stage.options.program.empty())
    return {stage.options.program, program_command(stage.options.program)};
  const Built built =
      build_program(lab, lab.source, stage.place.binaries / "programs",
                    {.backend = stage.protection.backend, .cgroup = stage.protection.entrance()});
  return {
      fs::relative(lab.source, stage.place.root).string(), {built.program.string()}, built.failure};
}

// Where the replayer finds the conversation. Nobody else may read it: it can hold what the program
// of today must not know.
fs::path leave_recording(const CheckResult& check, const WorkingDirectory& directory) {
  const fs::path file = directory.path() / "recording.json";
  std::ofstream stream(file, std::ios::binary);
  stream << to_json_line(check) << std::flush;
  if (!stream) throw HarnessError("write " + file.string());
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  return file;
}

// A replay waits longer than a check does where the program has become slower.
int limit_of(const Lab& lab) { return 2 * lab.check_seconds; }

std::vector<std::string> arguments(const Stage& stage, const Lab& lab, const fs::path& recording,
                                   const std::vector<std::string>& command) {
  std::vector<std::string> all = {"--recording=" + recording.string(),
                                  "--events=3",
                                  "--seed=" + std::to_string(stage.report.seed),
                                  fmt::format("--slack={}", stage.slack),
                                  "--check-seconds=" + std::to_string(limit_of(lab)),
                                  "--backend=" + std::string(word(stage.protection.backend))};
  for (const std::string& path : stage.options.with)
    all.push_back("--readable=" + fs::absolute(path).lexically_normal().string());
  all.emplace_back("--");
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

std::string how_it_ended(const TaskResult& result) {
  std::string text = result.ending ? "the replayer ended with " + words(*result.ending)
                                   : "the replayer did not finish in time";
  return result.err.empty() ? text : text + "; it said: " + result.err;
}

CheckResult played(const Stage& stage, const Recorded& recorded,
                   const std::vector<std::string>& command) {
  const Backend backend = stage.protection.backend;
  const fs::path replayer = stage.place.binaries / "bin" / "pipette_replayer";
  const WorkingDirectory scratch;
  const WorkingDirectory secret;
  const fs::path recording = leave_recording(recorded.check, secret);
  const bool copied = geteuid() == 0 && backend == Backend::process;
  const std::vector<std::string> own = copied ? within_reach(command, scratch.path()) : command;
  std::vector<fs::path> readable = files_of(own);
  for (const std::string& path : stage.options.with)
    readable.push_back(fs::absolute(path).lexically_normal());
  readable.push_back(recording);
  SpawnOptions helper = shut_in(backend, replayer, arguments(stage, recorded.lab, recording, own),
                                readable, scratch.path());
  helper.cgroup = stage.protection.entrance();
  const auto seconds = static_cast<std::int64_t>(2.0 * limit_of(recorded.lab) * stage.slack);
  std::string lines;
  const TaskResult result = run_task(helper, std::chrono::seconds(10 + seconds),
                                     [&lines](std::string_view bytes) { lines += bytes; });
  (void)sweep();
  std::vector<std::string> events;
  for (std::size_t at = 0, end = 0; (end = lines.find('\n', at)) != std::string::npos; at = end + 1)
    events.push_back(lines.substr(at, end - at));
  const CheckResult now =
      fold(events, {{.name = recorded.check.name}}, how_it_ended(result)).front();
  if (now.verdict == Verdict::broken) throw HarnessError("replay a conversation: " + now.reason);
  return now;
}

// Plays one conversation and prints what came of it. Returns the exit code.
int replay_one(const Stage& stage, const Recorded& recorded) {
  const Today now = today(stage, recorded.lab);
  if (now.refusal) {
    const LabResult lab{.number = recorded.lab.number,
                        .slug = recorded.lab.slug,
                        .title = recorded.lab.title,
                        .program = now.shown,
                        .build_failure = now.refusal};
    std::cout << build_failure(lab, terminal_style())
              << "\nNothing was replayed: the program was not built\n";
    return 1;
  }
  const Comparison comparison = compare(recorded.check, played(stage, recorded, now.command));
  std::cout << to_terminal(comparison, recorded.check,
                           {.lab = recorded.lab.number,
                            .recorded = stage.report.began,
                            .then = recorded.program,
                            .now = now.shown},
                           terminal_style());
  return comparison.first_difference == 0 ? 0 : 1;
}

}  // namespace

int replay_report(const Place& place, const Options& options) {
  const std::vector<Lab> labs = load_labs(place.root);
  const Report report = read_report(options.recording);
  const std::string lab = options.labs.empty() ? "" : options.labs.front();
  const std::vector<Recorded> chosen =
      chosen_recordings(report, labs, lab, options.only, options.recording);
  const ProvenProtection protection = prove_protection(place.binaries, backend_of(options.backend));
  if (!options.require.empty()) require_layer(protection.report, options.require);
  const Stage stage{place, options, protection, report, measured_slack()};
  int code = 0;
  for (const Recorded& recorded : chosen) {
    if (&recorded != &chosen.front()) std::cout << "\n";
    code = std::max(code, replay_one(stage, recorded));
  }
  std::cout << std::flush;
  return code;
}

}  // namespace pipette
