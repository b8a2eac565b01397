#include "engine/beneath.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/error.hpp"

namespace pipette {
namespace {

constexpr int kPlace = O_PATH | O_NOFOLLOW | O_CLOEXEC;

// Why the next component cannot be reached; what is no doing of the program's is thrown.
std::string unreachable(const std::string& path, int error) {
  if (error == ENOENT) return path + " does not exist";
  if (error == EACCES) return path + " cannot be reached (permission denied)";
  errno = error;
  require(-1, "look for " + path + " that a program left");
  return {};
}

// Why `place`, at the end of `path`, cannot be gone through; empty when it can.
std::string barrier(const struct statx& start, const Descriptor& place, const std::string& path,
                    bool is_last) {
  const struct statx here = about(place.get());
  if (!same_mount(start, here)) return path + " lies on another disk (a mount point)";
  if (is_last || S_ISDIR(here.stx_mode)) return {};
  return path + (S_ISLNK(here.stx_mode) ? " is a symbolic link" : " is not a directory");
}

}  // namespace

struct statx about(int file) {
  struct statx out {};
  require(statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_MNT_ID, &out),
          "look at an open file");
  return out;
}

bool same_mount(const struct statx& one, const struct statx& other) {
  if ((one.stx_mask & other.stx_mask & STATX_MNT_ID) != 0)
    return one.stx_mnt_id == other.stx_mnt_id;
  return one.stx_dev_major == other.stx_dev_major && one.stx_dev_minor == other.stx_dev_minor;
}

std::string path_of(int file) { return "/proc/self/fd/" + std::to_string(file); }

Found find_by_kernel(int directory, const std::string& path) {
  open_how how{};
  how.flags = kPlace;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  const long fd = syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how);
  return {Descriptor(static_cast<int>(fd)), {}};
}

Found find_by_walking(int directory, const std::string& path) {
  const struct statx start = about(directory);
  Descriptor here;
  for (std::size_t from = 0, end = 0; end != path.size(); from = end + 1) {
    end = std::min(path.find('/', from), path.size());
    const std::string so_far = path.substr(0, end);
    const std::string name = path.substr(from, end - from);
    Descriptor next(openat(here.is_open() ? here.get() : directory, name.c_str(), kPlace));
    if (!next.is_open()) return {Descriptor(), unreachable(so_far, errno)};
    std::string problem = barrier(start, next, so_far, end == path.size());
    if (!problem.empty()) return {Descriptor(), std::move(problem)};
    here = std::move(next);
  }
  return {std::move(here), {}};
}

}  // namespace pipette
