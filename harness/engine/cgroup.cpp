#include "engine/cgroup.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <utility>

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kControllers = {"memory", "pids", "cpu"};

std::string contents(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The kernel judges such a file when it is written, so the first write decides.
bool write_text(const fs::path& file, const std::string& text) {
  const int open_file = open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (open_file < 0) return false;
  const bool written =
      write(open_file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int error = errno;
  close(open_file);
  errno = error;
  return written;
}

std::string refused(const std::string& what) {
  return what + ": " + std::generic_category().message(errno);
}

// Where the tree of version 2 is mounted: proc(5), mountinfo; the type follows a lone "-".
fs::path mount_point() {
  std::istringstream mounts(contents("/proc/self/mountinfo"));
  for (std::string line; std::getline(mounts, line);) {
    if (line.find(" - cgroup2 ") == std::string::npos) continue;
    std::istringstream words(line);
    std::string skipped;
    std::string place;
    words >> skipped >> skipped >> skipped >> skipped >> place;
    return place;
  }
  return {};
}

std::string missing_controllers(const fs::path& base) {
  std::istringstream offered(contents(base / "cgroup.controllers"));
  const std::string all{std::istreambuf_iterator<char>(offered), {}};
  std::string missing;
  for (const std::string_view controller : kControllers) {
    std::istringstream words(all);
    const bool there = std::any_of(std::istream_iterator<std::string>(words), {},
                                   [&](const std::string& word) { return word == controller; });
    if (!there) missing += (missing.empty() ? "" : ", ") + std::string(controller);
  }
  return missing;
}

}  // namespace

fs::path Cgroup::own(std::string& why_not) {
  const fs::path tree = mount_point();
  if (tree.empty()) {
    why_not = "no cgroup tree of version 2 is mounted";
    return {};
  }
  std::istringstream groups(contents("/proc/self/cgroup"));
  constexpr std::string_view kVersion2 = "0::/";
  for (std::string line; std::getline(groups, line);)
    if (line.rfind(kVersion2, 0) == 0) return tree / line.substr(kVersion2.size());
  why_not = "this process is in no cgroup of version 2";
  return {};
}

std::unique_ptr<Cgroup> Cgroup::make(const fs::path& base, const GroupLimits& limits,
                                     std::string& why_not) {
  if (const std::string missing = missing_controllers(base); !missing.empty()) {
    why_not = "these cgroup controllers are not delegated: " + missing;
    return nullptr;
  }
  std::unique_ptr<Cgroup> made(new Cgroup(base));
  return made->set_up(limits, why_not) ? std::move(made) : nullptr;
}

Cgroup::Cgroup(fs::path base)
    : base_(std::move(base)),
      group_(base_ / ("pipette-" + std::to_string(getpid()))),
      aside_(base_ / ("pipette-" + std::to_string(getpid()) + "-grader")) {}

bool Cgroup::set_up(const GroupLimits& limits, std::string& why_not) {
  const auto good = [&why_not](bool succeeded, const std::string& what) {
    if (!succeeded) why_not = refused(what);
    return succeeded;
  };
  const auto make_folder = [&](const fs::path& folder) {
    constexpr mode_t kMode = 0755;
    return good(mkdir(folder.c_str(), kMode) == 0, "make " + folder.string());
  };
  if (!make_folder(aside_) || !make_folder(group_) ||
      !good(write_text(aside_ / "cgroup.procs", std::to_string(getpid())), "move aside") ||
      !good(write_text(base_ / "cgroup.subtree_control", "+memory +pids +cpu"),
            "hand out limits in " + base_.string()))
    return false;
  const std::array<std::pair<const char*, std::string>, 3> values = {
      {{"memory.max", limits.memory_bytes},
       {"pids.max", limits.processes},
       {"cpu.max", limits.processor}}};
  for (const auto& [name, value] : values)
    if (!good(write_text(group_ / name, value), std::string("set ") + name)) return false;
  (void)write_text(group_ / "memory.swap.max", "0");  // not there without swap accounting
  entrance_ = open((group_ / "cgroup.procs").c_str(), O_WRONLY | O_CLOEXEC);
  return good(entrance_ >= 0, "open the group");
}

Cgroup::~Cgroup() {
  if (entrance_ >= 0) close(entrance_);
  (void)write_text(group_ / "cgroup.kill", "1");
  rmdir(group_.c_str());
  (void)write_text(base_ / "cgroup.subtree_control", "-memory -pids -cpu");
  (void)write_text(base_ / "cgroup.procs", std::to_string(getpid()));
  rmdir(aside_.c_str());
}

}  // namespace pipette
