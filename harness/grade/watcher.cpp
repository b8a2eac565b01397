#include "grade/watcher.hpp"

#include <sys/inotify.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <array>
#include <set>
#include <string>

#include "engine/leftover.hpp"
#include "grade/submission.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// Editors write a file in several steps. Those that never pause are looked into all the same.
constexpr std::chrono::milliseconds kQuiet(30);
constexpr std::chrono::milliseconds kLongestWait(300);
constexpr std::chrono::milliseconds kPollPeriod(500);

// Source: statfs(2), and linux/magic.h for 9p. What happens on another machine is not told here.
bool is_remote(const fs::path& folder) {
  static const std::set<std::uint32_t> kRemote = {
      0x6969,      // NFS
      0x517B,      // SMB
      0xFF534D42,  // CIFS
      0xFE534D42,  // SMB 2
      0x65735546,  // FUSE
      0x01021997,  // 9p: the disks of Windows in WSL
      0x786F4256,  // folders that VirtualBox shares
      0xBACBACBC,  // folders that VMware shares
  };
  struct statfs kind {};
  return statfs(folder.c_str(), &kind) != 0 ||
         kRemote.count(static_cast<std::uint32_t>(kind.f_type)) > 0;
}

// FNV-1a, continued.
void add(std::uint64_t& hash, const std::string& bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  hash = (hash ^ bytes.size()) * 1099511628211U;
}

// What a build of the lab reads from its folder.
std::set<fs::path> files_of(const Lab& lab) {
  std::set<fs::path> files = headers_in(lab.folder);
  files.insert(lab.source);
  return files;
}

// Nothing where the source is missing: many editors move it away before they write it anew.
std::optional<std::uint64_t> fingerprint(const Lab& lab) {
  constexpr std::size_t kLargest = std::size_t{1} << 20U;
  const Descriptor folder(open(lab.folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  std::error_code ignored;
  if (!folder.is_open() || !fs::exists(lab.source, ignored)) return std::nullopt;
  std::uint64_t hash = 14695981039346656037U;
  for (const fs::path& path : files_of(lab)) {
    const std::string name = path.filename().string();
    const LeftFile file = read_left_file(folder.get(), name, kLargest);
    add(hash, name);
    add(hash, file.problem.value_or(file.bytes));
  }
  return hash;
}

}  // namespace

Watcher::Watcher(const std::vector<Lab>& labs) : labs_(labs) {
  const bool polls = from_environment("PIPETTE_POLL") == "1";
  if (polls) poll_from_now_on();
  else watch_folders();
  for (const Lab& lab : labs) known_.push_back(fingerprint(lab).value_or(0));
}

void Watcher::watch_folders() {
  inotify_ = Descriptor(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  for (const Lab& lab : labs_) {
    const bool watched = inotify_.is_open() && !is_remote(lab.folder) &&
                         inotify_add_watch(inotify_.get(), lab.folder.c_str(),
                                           IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_MOVE |
                                               IN_DELETE | IN_MOVE_SELF | IN_ONLYDIR) >= 0;
    if (!watched) return poll_from_now_on();
  }
}

void Watcher::poll_from_now_on() {
  inotify_ = Descriptor();
  due_ = Clock::now() + kPollPeriod;
}

void Watcher::notice() {
  alignas(inotify_event) std::array<char, 4096> events{};
  bool lost = false;
  for (ssize_t size = 0; (size = read(inotify_.get(), events.data(), events.size())) > 0;)
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
      at += sizeof(inotify_event) + event->len;
      // The folder itself has gone; another one of its name would not be seen.
      lost = lost || (event->mask & (IN_IGNORED | IN_MOVE_SELF | IN_UNMOUNT)) != 0;
    }
  if (lost) return poll_from_now_on();
  const Clock::time_point now = Clock::now();
  if (!first_notice_) first_notice_ = now;
  due_ = std::min(now + kQuiet, *first_notice_ + kLongestWait);
}

std::vector<const Lab*> Watcher::changed() {
  first_notice_.reset();
  if (inotify_.is_open()) due_.reset();
  else due_ = Clock::now() + kPollPeriod;
  std::vector<const Lab*> changed;
  for (std::size_t i = 0; i < labs_.size(); ++i) {
    const auto now = fingerprint(labs_[i]);
    if (!now || *now == known_[i]) continue;
    known_[i] = *now;
    changed.push_back(&labs_[i]);
  }
  return changed;
}

}  // namespace pipette
