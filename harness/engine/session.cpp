#include "engine/session.hpp"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

Within scaled(Within limit, double slack) {
  return Within(static_cast<Within::rep>(static_cast<double>(limit.count()) * slack));
}

// Opens directories that a program has locked against their removal. Follows no links.
void unlock(const fs::path& root) {
  std::error_code ignored;
  fs::permissions(root, fs::perms::owner_all, ignored);
  for (const fs::directory_entry& entry : fs::directory_iterator(root, ignored))
    if (entry.symlink_status(ignored).type() == fs::file_type::directory) unlock(entry.path());
}

// Whether a working directory is still as it was made.
bool is_untouched(const fs::path& directory) {
  struct stat now {};
  std::error_code error;
  return lstat(directory.c_str(), &now) == 0 && S_ISDIR(now.st_mode) &&
         (now.st_mode & 07777U) == S_IRWXU && now.st_uid == geteuid() &&
         fs::is_empty(directory, error) && !error;
}

// A directory that one check has left untouched serves the next one. On a disk, making and removing
// one takes longer than all else that the grader does in a short check.
std::unique_ptr<WorkingDirectory>& spare_directory() {
  static std::unique_ptr<WorkingDirectory> spare;
  return spare;
}

std::unique_ptr<WorkingDirectory> fresh_directory() {
  auto spare = std::exchange(spare_directory(), nullptr);
  return spare ? std::move(spare) : std::make_unique<WorkingDirectory>();
}

// "", "2nd ", "3rd ", "4th ": the lanes of the first program need no number.
std::string ordinal(std::size_t index) {
  if (index == 0) return "";
  if (index == 1) return "2nd ";
  if (index == 2) return "3rd ";
  return std::to_string(index + 1) + "th ";
}

// Programs must not lean on the place where they happen to run: the zone is sometimes an odd one.
std::vector<std::string> environment(const std::string& time_zone, const fs::path& directory) {
  return {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=" + time_zone, "HOME=" + directory.string()};
}

}  // namespace

WorkingDirectory::WorkingDirectory() {
  std::string name = (fs::temp_directory_path() / "pipette-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) require(-1, "make a working directory " + name);
  path_ = name;
}

WorkingDirectory::~WorkingDirectory() {
  std::error_code error;
  fs::remove_all(path_, error);
  if (!error) return;
  unlock(path_);
  fs::remove_all(path_, error);
}

Session::Session(const SessionOptions& options)
    : options_(options),
      directory_(fresh_directory()),
      deadline_(scaled(options.check_limit, options.slack)),
      random_(options.seed),
      time_zone_(random_() % 2 == 0 ? "UTC0" : kOddTimeZone) {}

bool Session::wait(const std::function<bool()>& done, Within within, Within poll) {
  Deadline deadline(scaled(within, options_.slack));
  while (!loop_.wait(done, deadline.earlier(deadline_), poll)) {
    const Within more = new_excuse();
    if (more < std::chrono::milliseconds(1)) return false;
    deadline_ = Deadline(deadline_.at() + more);
    deadline = Deadline(more);
  }
  return true;
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

std::shared_ptr<Started> Session::spawn(const fs::path& executable,
                                        const std::vector<std::string>& arguments,
                                        bool quiet_input) {
  const SpawnOptions options{.executable = executable,
                             .arguments = arguments,
                             .environment = environment(time_zone_, directory_->path()),
                             .directory = directory_->path(),
                             .limits = student_limits(),
                             .quiet_input = quiet_input,
                             .prefix = ordinal(programs_.size())};
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
  const int survivors = sweep();
  if (is_untouched(directory_->path())) spare_directory() = std::move(directory_);
  return ours ? 0 : survivors;
}

}  // namespace pipette
