// Finding what lies below a directory that a hostile program has filled: no link is followed, no
// other mount entered, and nothing happens to what is found. For leftover.cpp and its test.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

#include "engine/descriptor.hpp"
#include "engine/leftover.hpp"

namespace pipette {

/// What the kernel says of an open file (statx(2)); throws HarnessError where it says nothing.
[[nodiscard]] struct statx about(int file);

/// Whether both lie on the same mount. Kernels before 5.8 do not tell: there, on the same disk.
[[nodiscard]] bool same_mount(const struct statx& one, const struct statx& other);

/// The path that names an open file whatever its name means by now (proc_pid_fd(5)).
[[nodiscard]] std::string path_of(int file);

/// A place in the tree, open with O_PATH (open(2)), which neither wakes a FIFO nor starts a device;
/// or, when there is none, which part of the path stands in the way.
struct Found {
  Descriptor place{};
  std::string problem{};  ///< "logs is a symbolic link"
};

/// What openat2(2) finds; no place and no problem where the kernel refuses for whatever reason.
[[nodiscard]] Found find_by_kernel(int directory, const std::string& path);

/// The same, component by component: for kernels before 5.6, for containers that forbid openat2,
/// and to say what was wrong. Throws HarnessError when `directory` is no directory and when this
/// process has no descriptors left.
[[nodiscard]] Found find_by_walking(int directory, const std::string& path);

/// read_left_file() with one of the two.
using Find = Found (*)(int directory, const std::string& path);
[[nodiscard]] LeftFile read_left_file_with(Find find, int directory, const std::string& path,
                                           std::size_t limit, const std::vector<uid_t>& owners);

}  // namespace pipette
