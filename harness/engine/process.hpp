// One running program with its three pipes.
#pragma once

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/launcher.hpp"
#include "engine/loop.hpp"
#include "engine/pump.hpp"

namespace pipette {

using PipePump = Pump<boost::asio::posix::stream_descriptor>;

/// How a program ended: by exit() with a code, or by a signal.
struct Ending {
  int code = 0;    ///< 0-255, when signal is 0
  int signal = 0;  ///< the number of the signal that ended it, or 0
};

/// "SIGSEGV (it touched memory that is not its own)"; the bare number where unknown.
[[nodiscard]] std::string signal_words(int signal);
/// "exit code 3" or "ended by SIGKILL (...)".
[[nodiscard]] std::string words(const Ending& ending);

/// What to start and how.
struct SpawnOptions {
  std::filesystem::path executable;    ///< absolute
  std::vector<std::string> arguments;  ///< behind argv[0]
  std::size_t fixed_arguments = 0;     ///< how many of them belong to the command itself
  std::vector<std::string> environment;
  std::filesystem::path directory;
  Limits limits;
  int extra = -1;               ///< becomes the program's descriptor 3; stays the caller's
  int input = -1;               ///< becomes stdin instead of a pipe; stays the caller's
  bool quiet_input = false;     ///< stdin is at its end from the start
  bool keep_all_output = true;  ///< false: only head and tail of stdout are kept, without a cap
  std::string prefix{};         ///< before the lanes' names: "" or "2nd program's "
  const Confinement* confinement = nullptr;  ///< none: the program is trusted
  int cgroup = -1;  ///< it enters the cgroup of this cgroup.procs, where given
};

/// Starts a program, reads its output all the time, and notices its end. The destructor kills it.
class Process {
 public:
  /// Check started() afterwards: a program that cannot be started is a fact, not an error. Throws
  /// HarnessError where its place could not be prepared.
  Process(Loop& loop, Transcript& transcript, const SpawnOptions& options);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] bool started() const { return failure_.step == nullptr; }
  [[nodiscard]] const LaunchFailure& failure() const { return failure_; }

  [[nodiscard]] PipePump& in() { return *in_; }
  [[nodiscard]] PipePump& out() { return *out_; }
  [[nodiscard]] PipePump& err() { return *err_; }

  /// As in the transcript: "program", "2nd program".
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] pid_t pid() const;
  [[nodiscard]] const std::optional<Ending>& ending() const;
  /// Ended, and both outputs were read to their end (or closed by us).
  [[nodiscard]] bool drained() const;

  /// Sends a signal to the program itself; nothing happens after its end.
  void signal(int number);
  /// SIGKILL to the program itself, and reaps it: waits only as long as the kernel needs to end a
  /// killed process. What it leaves behind is for sweep() (family.hpp).
  void kill();

 private:
  struct State;
  std::shared_ptr<State> state_;
  LaunchFailure failure_;
  std::shared_ptr<PipePump> in_;
  std::shared_ptr<PipePump> out_;
  std::shared_ptr<PipePump> err_;
};

}  // namespace pipette
