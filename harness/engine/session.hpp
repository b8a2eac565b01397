// What one check owns: the loop, the transcript, the clock, the working directories, the programs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/transcript.hpp"
#include "engine/activity.hpp"
#include "engine/descriptor.hpp"
#include "engine/leftover.hpp"
#include "engine/loop.hpp"
#include "engine/process.hpp"
#include "engine/sandbox.hpp"

namespace pipette {

/// How all checks of a run are carried out.
struct SessionOptions {
  double slack = 1;                               ///< multiplies every limit, at least 1
  Within check_limit = std::chrono::seconds(10);  ///< for a whole check, before slack
  std::uint64_t seed = 1;
  const Sandbox* sandbox = nullptr;  ///< shuts the programs in; none: they are trusted
};

/// 5 h 45 min ahead of UTC, a shift that no forgotten conversion gets right by luck (tzset(3)).
inline constexpr const char* kOddTimeZone = "XYZ-5:45";

/// A fresh empty directory that disappears with everything in it.
class WorkingDirectory {
 public:
  /// Belongs to `owner`; 0: to us.
  explicit WorkingDirectory(uid_t owner = 0);
  ~WorkingDirectory();
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A started program and whether its end is our doing.
struct Started {
  Process process;
  bool ended_by_us = false;
};

/// A program to start: see SpawnOptions.
struct ToStart {
  std::filesystem::path executable;
  std::vector<std::string> arguments{};
  std::size_t fixed_arguments = 0;
  bool quiet_input = false;
  std::string input_file{};  ///< of the working folder, as standard input; empty: a pipe
};

/// One check from its beginning to its end.
class Session {
 public:
  explicit Session(const SessionOptions& options);

  /// The wait of every verb: `within` is multiplied by the slack, never longer than the check has
  /// left, and prolonged by the time that the programs stood in the run queue (bounded), because
  /// they could not have answered then.
  [[nodiscard]] bool wait(const std::function<bool()>& done, Within within,
                          Within poll = Within::max());

  /// Starts a program in the check's working directory with the labs' clean environment.
  std::shared_ptr<Started> spawn(const ToStart& start);

  /// Puts a file into the programs' working folder, where it belongs to them. `name` has no slash;
  /// nothing of that name may be there.
  void write_file(const std::string& name, std::string_view bytes);
  /// What a program has left there: see read_left_file(), of at most 8 MiB.
  [[nodiscard]] LeftFile read_file(const std::string& path);

  /// See Enclosure::keeper().
  [[nodiscard]] pid_t keeper() const { return enclosure_ ? enclosure_->keeper() : -1; }

  /// Programs that are started from now on may open this TCP port.
  void allow_bind(std::uint16_t port) { ports_.push_back(port); }

  /// Why the programs were stopped by us in the middle: "the program used more than ...", or
  /// nothing.
  [[nodiscard]] const std::optional<std::string>& stopped() const { return stopped_; }

  /// The processor time of all programs one to two seconds ago, or when the last wait had become a
  /// long one. Nothing when no wait was long.
  [[nodiscard]] const std::optional<CpuSample>& cpu_before() const { return cpu_before_; }

  /// Ends everything and returns how many processes were left behind by programs that had ended by
  /// themselves. Nothing can be started afterwards.
  int finish();

  [[nodiscard]] Loop& loop() { return loop_; }
  [[nodiscard]] Transcript& transcript() { return transcript_; }
  [[nodiscard]] const std::vector<std::shared_ptr<Started>>& programs() const { return programs_; }
  [[nodiscard]] std::mt19937_64& random() { return random_; }
  /// Programs that are started from now on live in this time zone (TZ); before, chance decides.
  void set_time_zone(std::string time_zone) { time_zone_ = std::move(time_zone); }
  [[nodiscard]] double slack() const { return options_.slack; }
  /// The name of the next connection in the transcript: "client", "client 2", ...
  [[nodiscard]] std::string next_client();

 private:
  void prepare_enclosure();
  [[nodiscard]] Descriptor work() const;
  [[nodiscard]] Within new_excuse();
  void watch_appetite();
  void watch_cpu(Clock::time_point wait_began);
  void stop(const std::string& reason);
  int end_all();

  SessionOptions options_;
  Transcript transcript_;
  Loop loop_;
  std::unique_ptr<WorkingDirectory> directory_;  ///< until finish()
  std::unique_ptr<Enclosure> enclosure_;         ///< from the first program until finish()
  Ports ports_{0};
  std::optional<std::string> stopped_;
  Clock::time_point last_look_ = Clock::now();
  std::optional<CpuSample> cpu_before_;
  std::optional<CpuSample> cpu_next_;  ///< takes its place when it is a second old
  Deadline deadline_;
  Within granted_{0};
  std::mt19937_64 random_;
  std::string time_zone_;
  std::vector<std::shared_ptr<Started>> programs_;
  int clients_ = 0;
};

}  // namespace pipette
