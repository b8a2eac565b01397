#include "engine/process.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <map>

#include "core/error.hpp"
#include "engine/descriptor.hpp"

namespace pipette {
namespace {

std::shared_ptr<PipePump> pump(Loop& loop, int fd, Transcript& transcript, PumpOptions options) {
  return std::make_shared<PipePump>(boost::asio::posix::stream_descriptor(loop.context(), fd),
                                    transcript, std::move(options));
}

std::string shown(const SpawnOptions& options) {
  std::string text = options.executable.filename().string();
  for (const std::string& argument : options.arguments) text += " " + argument;
  return text;
}

}  // namespace

std::string signal_words(int signal) {
  static const std::map<int, std::string> kWords = {
      {SIGSEGV, "SIGSEGV (it touched memory that is not its own)"},
      {SIGABRT, "SIGABRT (it gave up: an uncaught exception or a failed assertion)"},
      {SIGFPE, "SIGFPE (a division by zero or an impossible calculation)"},
      {SIGILL, "SIGILL (an instruction that does not exist)"},
      {SIGBUS, "SIGBUS (memory that cannot be reached)"},
      {SIGPIPE, "SIGPIPE (it wrote to somebody who had already gone)"},
      {SIGKILL, "SIGKILL (it was killed)"},
      {SIGTERM, "SIGTERM (it was asked to end)"},
      {SIGINT, "SIGINT (it was interrupted)"},
      {SIGXCPU, "SIGXCPU (it used too much processor time)"},
      {SIGXFSZ, "SIGXFSZ (it wrote too large a file)"},
  };
  const auto found = kWords.find(signal);
  return found != kWords.end() ? found->second : "signal " + std::to_string(signal);
}

std::string words(const Ending& ending) {
  return ending.signal != 0 ? "ended by " + signal_words(ending.signal)
                            : "exit code " + std::to_string(ending.code);
}

// Outlives the Process while the wait for its end is under way.
struct Process::State {
  boost::process::v2::basic_process<boost::asio::io_context::executor_type> process;
  // A pidfd of our own: Boost's wait may reap the program at once and tell so only later, and until
  // then its process id would be used although it could be another program's already.
  boost::asio::posix::stream_descriptor end;
  Transcript* transcript;
  std::string name;
  std::optional<Ending> ending{};

  // Takes over the exit status, unless that was done already. Returns whether the program runs on.
  bool reap(int options) {
    if (ending) return false;
    int status = 0;
    const pid_t ended = waitpid(process.id(), &status, options);
    if (ended != process.id()) return ended == 0;
    ending = WIFSIGNALED(status) ? Ending{.signal = WTERMSIG(status)}
                                 : Ending{.code = WEXITSTATUS(status)};
    const bool killed = ending->signal != 0;
    if (transcript != nullptr)
      transcript->life(name, words(*ending), killed ? Act::killed : Act::exit,
                       static_cast<std::size_t>(killed ? ending->signal : ending->code));
    return false;
  }

  // Asio may wake a wait by an event of a descriptor that was closed before: whoever is woken has
  // to look, without blocking, and to wait again.
  static void watch(const std::shared_ptr<State>& state) {
    state->end.async_wait(boost::asio::posix::descriptor_base::wait_read, [state](auto failed) {
      if (!failed && state->reap(WNOHANG)) watch(state);
    });
  }
};

Process::Process(Loop& loop, Transcript& transcript, const SpawnOptions& options) {
  Pipe in;
  Pipe out;
  Pipe err;
  // Who opens /dev/stdout opens the pipe anew, and must be allowed to.
  const uid_t user = options.confinement != nullptr ? options.confinement->user : 0;
  for (const Pipe* pipe : {&in, &out, &err})
    if (user != 0) require(fchown(pipe->ends[0], user, user), "hand over a pipe");
  Launcher launcher(
      {.directory = options.directory,
       .environment = options.environment,
       .streams = {options.input >= 0 ? options.input : in.ends[0], out.ends[1], err.ends[1]},
       .extra = options.extra,
       .limits = options.limits,
       .confinement = options.confinement,
       .cgroup = options.cgroup});
  const std::string name = options.prefix.empty() ? "program" : options.prefix + "program";
  const auto own = static_cast<std::ptrdiff_t>(options.fixed_arguments);
  transcript.start(name, "started as: " + shown(options),
                   {options.arguments.begin() + own, options.arguments.end()}, options.quiet_input);
  boost::system::error_code error;
  state_ = std::make_shared<State>(
      State{launcher(loop.context().get_executor(), error, options.executable, options.arguments),
            boost::asio::posix::stream_descriptor(loop.context()), &transcript, name});
  failure_ = launcher.failure();
  if (failure_.step != nullptr && std::string_view(failure_.step) != "exec")
    throw HarnessError("start a process: " + std::string(failure_.step) + ": " + error.message());
  in_ = pump(loop, in.release(1), transcript, {.lane = options.prefix + "stdin"});
  out_ = pump(loop, out.release(0), transcript,
              {.lane = options.prefix + "stdout", .keep_all = options.keep_all_output});
  err_ = pump(loop, err.release(0), transcript,
              {.lane = options.prefix + "stderr", .keep_all = false});
  if (options.quiet_input || options.input >= 0) in_->close();
  out_->start_reading();
  err_->start_reading();
  if (!started()) return;
  const auto end = static_cast<int>(syscall(SYS_pidfd_open, pid(), 0));
  state_->end.assign(require(end, "watch a process"));
  State::watch(state_);
}

Process::~Process() {
  kill();
  state_->transcript = nullptr;
  for (const auto& stream : {in_, out_, err_}) stream->close();
}

const std::string& Process::name() const { return state_->name; }

pid_t Process::pid() const { return state_->process.id(); }

const std::optional<Ending>& Process::ending() const { return state_->ending; }

bool Process::drained() const {
  return ending().has_value() && out_->finished() && err_->finished();
}

void Process::signal(int number) {
  if (started() && !ending()) ::kill(pid(), number);
}

void Process::kill() {
  if (!started() || ending()) return;
  ::kill(pid(), SIGKILL);
  (void)state_->reap(0);
}

}  // namespace pipette
