#include "engine/session.hpp"

#include <fcntl.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "core/bytes.hpp"
#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

Within scaled(Within limit, double slack) {
  return Within(static_cast<Within::rep>(static_cast<double>(limit.count()) * slack));
}

// Whether a working directory is still as it was made.
bool is_untouched(const fs::path& directory, uid_t owner) {
  struct stat now {};
  std::error_code error;
  return lstat(directory.c_str(), &now) == 0 && S_ISDIR(now.st_mode) &&
         (now.st_mode & 07777U) == S_IRWXU && now.st_uid == (owner != 0 ? owner : geteuid()) &&
         fs::is_empty(directory, error) && !error;
}

// A directory that one check has left untouched serves the next one. On a disk, making and removing
// one takes longer than all else that the grader does in a short check.
std::unique_ptr<WorkingDirectory>& spare_directory() {
  static std::unique_ptr<WorkingDirectory> spare;
  return spare;
}

uid_t owner(const Sandbox* sandbox) { return sandbox != nullptr ? sandbox->user() : 0; }

std::unique_ptr<WorkingDirectory> fresh_directory(const Sandbox* sandbox) {
  auto spare = std::exchange(spare_directory(), nullptr);
  return spare ? std::move(spare) : std::make_unique<WorkingDirectory>(owner(sandbox));
}

// Of a file, in the transcript.
constexpr std::size_t kShownFile = 200;

// How often the appetite of programs is looked at.
constexpr Within kLook = std::chrono::milliseconds(50);

// Whether too much lies in a folder that no file system limits.
bool is_overfull(const fs::path& directory) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{128} << 20U;
  constexpr int kMostFiles = 10000;
  std::uint64_t bytes = 0;
  int files = 0;
  std::error_code error;
  const auto skip = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator entry(directory, skip, error), end;
       !error && entry != end && bytes <= kMostBytes && files <= kMostFiles;
       entry.increment(error)) {
    struct stat facts {};
    constexpr std::uint64_t kBlock = 512;  // stat(2), st_blocks
    if (lstat(entry->path().c_str(), &facts) == 0)
      bytes += static_cast<std::uint64_t>(facts.st_blocks) * kBlock;
    ++files;
  }
  const bool too_deep = error == std::errc::filename_too_long;
  return bytes > kMostBytes || files > kMostFiles || too_deep;
}

// "", "2nd ", "3rd ", "4th ": the lanes of the first program need no number.
std::string ordinal(std::size_t index) {
  if (index == 0) return "";
  if (index == 1) return "2nd ";
  if (index == 2) return "3rd ";
  return std::to_string(index + 1) + "th ";
}

// What the sanitizers read from the environment. Every fault is told with the lines that led to it;
// abort() is told like a fault; a program with threads does not sleep before it ends.
const std::vector<std::string> kSanitizerOptions = {
    "ASAN_OPTIONS=detect_stack_use_after_return=1:handle_abort=1:print_legend=0",
    "UBSAN_OPTIONS=print_stacktrace=1", "TSAN_OPTIONS=atexit_sleep_ms=0"};

// Programs must not lean on the place where they happen to run: the zone is sometimes an odd one.
std::vector<std::string> environment(const std::string& time_zone, const fs::path& directory,
                                     const Sandbox* sandbox) {
  std::vector<std::string> variables = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=" + time_zone,
                                        "HOME=" + directory.string(),
                                        "TMPDIR=" + directory.string()};
  if (sandbox != nullptr && sandbox->options().profile == Profile::sanitizer)
    variables.insert(variables.end(), kSanitizerOptions.begin(), kSanitizerOptions.end());
  return variables;
}

}  // namespace

WorkingDirectory::WorkingDirectory(uid_t owner) {
  std::string name = (fs::temp_directory_path() / "pipette-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) require(-1, "make a working directory " + name);
  path_ = name;
  if (owner != 0) require(lchown(name.c_str(), owner, owner), "hand over " + name);
}

WorkingDirectory::~WorkingDirectory() { (void)remove_left_tree(path_); }

Session::Session(const SessionOptions& options)
    : options_(options),
      directory_(fresh_directory(options.sandbox)),
      deadline_(scaled(options.check_limit, options.slack)),
      random_(options.seed),
      time_zone_(random_() % 2 == 0 ? "UTC0" : kOddTimeZone) {}

bool Session::wait(const std::function<bool()>& done, Within within, Within poll) {
  Deadline deadline(scaled(within, options_.slack));
  const auto settled = [&, began = Clock::now()] {
    watch_appetite();
    watch_cpu(began);
    return stopped_.has_value() || done();
  };
  Clock::time_point looked = Clock::now();
  while (!loop_.wait(settled, deadline.earlier(deadline_), std::min(poll, kLook))) {
    const Within more = new_excuse();
    const Within since = std::chrono::duration_cast<Within>(Clock::now() - looked);
    looked += since;
    // Of the time in the queue, no more can have been in this wait than it has lasted.
    deadline = Deadline(deadline.at() + std::min(more, since));
    deadline_ = Deadline(deadline_.at() + more);
    if (deadline.earlier(deadline_).passed()) return false;
  }
  return !stopped_ || done();
}

void Session::watch_appetite() {
  if (enclosure_ == nullptr || stopped_ || Clock::now() < last_look_ + kLook) return;
  std::vector<pid_t> family = family_of(getpid());
  family.erase(family.begin());
  const std::uint64_t memory = options_.sandbox->memory_bytes();
  if (resident_bytes(family) > memory)
    stop("the program used more than " + std::to_string(memory >> 20U) + " MiB of memory");
  else if (!enclosure_->limits_disk() && is_overfull(directory_->path()))
    stop("the program wrote more than 128 MiB, or more than 10000 files");
  last_look_ = Clock::now();
}

// Short waits are most of all, and cost nothing here.
void Session::watch_cpu(Clock::time_point wait_began) {
  constexpr Within kLong = std::chrono::milliseconds(100);
  constexpr Within kWindow = std::chrono::seconds(1);
  const auto now = Clock::now();
  const bool begun = cpu_next_ && cpu_next_->at >= wait_began;
  if (now < (begun ? cpu_next_->at + kWindow : wait_began + kLong)) return;
  std::vector<pid_t> pids;
  for (const auto& program : programs_)
    if (program->process.started() && !program->process.ending())
      for (const pid_t pid : family_of(program->process.pid())) pids.push_back(pid);
  CpuSample sample = cpu_sample(pids);
  cpu_before_ = begun ? std::move(cpu_next_) : sample;
  cpu_next_ = std::move(sample);
}

void Session::stop(const std::string& reason) {
  stopped_ = reason + ", so it was stopped";
  transcript_.life("program", reason + ": stopped");
  for (const auto& program : programs_) program->process.kill();
  (void)end_all();
}

Within Session::new_excuse() {
  Within total{0};
  for (const auto& program : programs_)
    if (program->process.started() && !program->process.ending())
      total += run_queue_time(family_of(program->process.pid()));
  total = std::min(total, scaled(options_.check_limit, options_.slack));
  const Within more = total - granted_;
  granted_ = std::max(granted_, total);
  return more;
}

void Session::prepare_enclosure() {
  if (options_.sandbox != nullptr && enclosure_ == nullptr)
    enclosure_ = std::make_unique<Enclosure>(*options_.sandbox, directory_->path());
}

// The programs' working folder.
Descriptor Session::work() const {
  const fs::path path = enclosure_ ? enclosure_->work_from_outside() : directory_->path();
  return Descriptor(require(open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC),
                            "open the programs' working folder"));
}

void Session::write_file(const std::string& name, std::string_view bytes) {
  prepare_enclosure();
  constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  const Descriptor folder = work();
  const Descriptor file(
      require(openat(folder.get(), name.c_str(), kNew, 0600), "make the file " + name));
  for (std::string_view rest = bytes; !rest.empty();) {
    const ssize_t count = write(file.get(), rest.data(), rest.size());
    if (count < 0) throw HarnessError("write the file " + name);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  if (const uid_t user = owner(options_.sandbox); user != 0)
    require(fchown(file.get(), user, user), "hand over the file " + name);
  transcript_.life("files", "grader makes " + name + ": " + visible(bytes, kShownFile));
}

LeftFile Session::read_file(const std::string& path) {
  constexpr std::size_t kLargest = std::size_t{8} << 20U;
  const uid_t user = owner(options_.sandbox);
  const Descriptor folder = work();
  LeftFile file = read_left_file(folder.get(), path, kLargest, {user != 0 ? user : geteuid()});
  transcript_.life("files", "grader reads " + path + ": " +
                                file.problem.value_or(visible(file.bytes, kShownFile)));
  return file;
}

std::shared_ptr<Started> Session::spawn(const ToStart& start) {
  const Sandbox* sandbox = options_.sandbox;
  prepare_enclosure();
  Descriptor input;
  if (!start.input_file.empty()) {
    const Descriptor folder = work();
    input = Descriptor(
        require(openat(folder.get(), start.input_file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC),
                "open the file " + start.input_file));
  }
  const SpawnOptions options{
      .executable = start.executable,
      .arguments = start.arguments,
      .fixed_arguments = start.fixed_arguments,
      .environment = environment(time_zone_, directory_->path(), sandbox),
      .directory = directory_->path(),
      .limits = sandbox != nullptr ? sandbox->limits() : Limits{},
      .input = input.get(),
      .quiet_input = start.quiet_input,
      .prefix = ordinal(programs_.size()),
      .confinement = enclosure_ ? &enclosure_->confinement(ports_) : nullptr};
  // Started holds a Process, which stays where it is made.
  std::shared_ptr<Started> started(new Started{Process(loop_, transcript_, options)});
  programs_.push_back(started);
  return started;
}

std::string Session::next_client() {
  ++clients_;
  return clients_ == 1 ? "client" : "client " + std::to_string(clients_);
}

int Session::finish() {
  bool ours = false;
  for (const auto& program : programs_) {
    ours = ours || program->ended_by_us || !program->process.ending();
    program->process.kill();
  }
  const int survivors = end_all();
  if (is_untouched(directory_->path(), owner(options_.sandbox)))
    spare_directory() = std::move(directory_);
  return ours ? 0 : survivors;
}

int Session::end_all() {
  const int orphans = enclosure_ ? enclosure_->orphans() : 0;
  enclosure_.reset();
  return orphans + sweep();
}

}  // namespace pipette
