#include "engine/leftover.hpp"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "core/error.hpp"
#include "engine/beneath.hpp"

namespace pipette {
namespace {

// A check may ask for nothing but a plain way down.
void require_plain(const std::string& path) {
  bool plain = path.size() < PATH_MAX && path.find('\0') == std::string::npos;
  for (std::size_t from = 0, end = 0; plain && end != path.size(); from = end + 1) {
    end = std::min(path.find('/', from), path.size());
    const std::string name = path.substr(from, end - from);
    plain = !name.empty() && name != "." && name != ".." && name.size() <= NAME_MAX;
  }
  if (!plain || path.empty())
    throw HarnessError("read the file '" + path +
                       "' that a program left: the path does not lead straight down");
}

// Why a file of this kind is not read; empty for a regular one.
std::string_view wrong_kind(unsigned mode) {
  switch (mode & static_cast<unsigned>(S_IFMT)) {
    case S_IFREG: return "";
    case S_IFLNK: return "is a symbolic link";
    case S_IFDIR: return "is a directory, not a file";
    case S_IFIFO: return "is a FIFO, not a file";
    case S_IFSOCK: return "is a socket, not a file";
    default: return "is a device, not a file";
  }
}

bool may_belong_to(uid_t user, const std::vector<uid_t>& owners) {
  return owners.empty() || std::find(owners.begin(), owners.end(), user) != owners.end();
}

// Only what the program can bring about becomes an explanation; all else is thrown.
std::string unreadable(int error) {
  if (error == EACCES || error == EPERM) return "cannot be read (permission denied)";
  if (error == EAGAIN) return "cannot be read (a program holds a lock on it, F_SETLEASE)";
  if (error == EIO) return "cannot be read (input/output error)";
  errno = error;
  require(-1, "read a file that a program left");
  return {};
}

// Reads the regular file at `place` into `bytes`, up to one byte more than `limit`; returns 0 or
// the error. The size that it had a moment ago says nothing: it may grow and shrink meanwhile.
int read_some_more_than(std::size_t limit, const Descriptor& place, std::string& bytes) {
  const std::string path = path_of(place.get());
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open()) return errno;
  std::array<char, 65536> portion{};
  while (bytes.size() <= limit) {
    const std::size_t wanted = std::min(portion.size() - 1, limit - bytes.size()) + 1;
    const ssize_t count = read(file.get(), portion.data(), wanted);
    if (count == 0) return 0;
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) bytes.append(portion.data(), static_cast<std::size_t>(count));
  }
  return 0;
}

}  // namespace

LeftFile read_left_file_with(Find find, int directory, const std::string& path, std::size_t limit,
                             const std::vector<uid_t>& owners) {
  require_plain(path);
  const Found found = find(directory, path);
  if (!found.place.is_open()) return {.problem = found.problem};
  const auto refused = [&path](std::string_view why) {
    return LeftFile{.problem = path + " " + std::string(why)};
  };
  const struct statx file = about(found.place.get());
  if (const auto wrong = wrong_kind(file.stx_mode); !wrong.empty()) return refused(wrong);
  if (!may_belong_to(file.stx_uid, owners)) return refused("belongs to another user");
  const std::string too_large = "is larger than " + std::to_string(limit) + " bytes";
  if (file.stx_size > limit) return refused(too_large);
  LeftFile out;
  if (const int error = read_some_more_than(limit, found.place, out.bytes); error != 0)
    return refused(unreadable(error));
  return out.bytes.size() > limit ? refused(too_large) : out;
}

LeftFile read_left_file(int directory, const std::string& path, std::size_t limit,
                        const std::vector<uid_t>& owners) {
  const Find find = [](int from, const std::string& to) {
    Found found = find_by_kernel(from, to);
    return found.place.is_open() ? std::move(found) : find_by_walking(from, to);
  };
  return read_left_file_with(find, directory, path, limit, owners);
}

}  // namespace pipette
