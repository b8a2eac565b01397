#include "engine/furnishing.hpp"

#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kReadOnly = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
constexpr std::uint64_t kDevice = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC;

// Writes the list. All targets lie below `root`, an existing folder on which the new root is
// mounted.
class Furnishing {
 public:
  explicit Furnishing(std::string root) : root_(std::move(root)) {
    steps_.push_back({Step::Kind::mount, "/", "none", "", "", MS_REC | MS_PRIVATE});
    mount_memory("/", "size=1m,nr_inodes=4096,mode=755");
  }

  // Shows `path` at its own place.
  void show(const fs::path& given, std::uint64_t attributes) {
    const fs::path path = given.lexically_normal();
    if (!asked_for_.insert(path).second) return;
    struct stat facts {};
    if (lstat(path.c_str(), &facts) != 0) return;
    if (S_ISLNK(facts.st_mode) && path.parent_path() == "/") return link(path);
    if (stat(path.c_str(), &facts) != 0 || lies_in_a_shown_folder(path)) return;
    if (S_ISDIR(facts.st_mode)) {
      folder(path);
      shown_.push_back(path);
    } else {
      folder(path.parent_path());
      steps_.push_back({Step::Kind::file, root_ + path.string()});
    }
    const std::string target = root_ + path.string();
    steps_.push_back({Step::Kind::mount, target, path.string(), "", "", MS_BIND | MS_REC});
    steps_.push_back({Step::Kind::restrict, target, "", "", "", attributes});
  }

  void link(const fs::path& path, const fs::path& to) {
    folder(path.parent_path());
    steps_.push_back({Step::Kind::link, root_ + path.string(), to.string()});
  }

  void mount_memory(const fs::path& path, std::string options) {
    folder(path);
    steps_.push_back({Step::Kind::mount, root_ + path.string(), "tmpfs", "tmpfs",
                      std::move(options), MS_NOSUID | MS_NODEV});
  }

  void mount_processes() {
    folder("/proc");
    steps_.push_back(
        {Step::Kind::mount, root_ + "/proc", "proc", "proc", "", MS_NOSUID | MS_NODEV | MS_NOEXEC});
  }

  [[nodiscard]] std::vector<Step> take() { return std::move(steps_); }

 private:
  void link(const fs::path& path) { link(path, fs::read_symlink(path)); }

  [[nodiscard]] bool lies_in_a_shown_folder(const fs::path& path) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](const fs::path& folder) {
      return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
             folder.end();
    });
  }

  // Makes the folder and those above it.
  void folder(const fs::path& path) {
    if (path == "/" || path.empty() || !folders_.insert(path).second) return;
    folder(path.parent_path());
    steps_.push_back({Step::Kind::folder, root_ + path.string()});
  }

  std::string root_;
  std::vector<Step> steps_;
  std::vector<fs::path> shown_;
  std::set<fs::path> folders_;
  std::set<fs::path> asked_for_;
};

std::vector<fs::path> existing(std::vector<fs::path> paths) {
  const auto missing = [](const fs::path& path) { return access(path.c_str(), F_OK) != 0; };
  paths.erase(std::remove_if(paths.begin(), paths.end(), missing), paths.end());
  return paths;
}

}  // namespace

std::vector<Step> furnishing(const CellView& view) {
  Furnishing list(view.work.string());
  for (const fs::path& path : system_files()) list.show(path, kReadOnly);
  for (const fs::path& path : system_devices()) list.show(path, kDevice);
  list.link("/dev/fd", "/proc/self/fd");
  list.link("/dev/stdin", "/proc/self/fd/0");
  list.link("/dev/stdout", "/proc/self/fd/1");
  list.link("/dev/stderr", "/proc/self/fd/2");
  list.mount_processes();
  const std::string owner = std::to_string(view.owner);
  const std::string limits = "size=" + std::to_string(view.work_bytes) +
                             ",nr_inodes=" + std::to_string(view.work_files) + ",uid=" + owner +
                             ",gid=" + owner + ",mode=";
  list.mount_memory("/dev/shm", limits + "1777");
  for (const fs::path& path : view.readable) list.show(path, kReadOnly);
  list.mount_memory(view.work, limits + "700");
  return list.take();
}

const std::vector<fs::path>& system_files() {
  static const std::vector<fs::path> kFiles =
      existing({"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/alternatives",
                "/etc/gai.conf", "/etc/host.conf", "/etc/hosts", "/etc/ld.so.cache",
                "/etc/localtime", "/etc/nsswitch.conf", "/etc/protocols", "/etc/resolv.conf",
                "/etc/services", "/etc/ssl/openssl.cnf", "/etc/timezone"});
  return kFiles;
}

const std::vector<fs::path>& system_devices() {
  static const std::vector<fs::path> kDevices =
      existing({"/dev/full", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero"});
  return kDevices;
}

}  // namespace pipette
