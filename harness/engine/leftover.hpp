// What a program leaves behind in its directory. It has chosen every name, every kind and every
// permission there, and may still be at work: nothing here follows a link, waits or trusts a size.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace pipette {

/// A file's bytes, or why it cannot be had.
struct LeftFile {
  std::string bytes{};
  std::optional<std::string> problem{};  ///< for the student: "out.txt is a symbolic link"
};

/// Reads a regular file of at most `limit` bytes below `directory` (which stays the caller's).
/// `owners`, when given, are the users to whom it may belong, as this process sees their numbers: a
/// program that runs as another user than the grader must not have the grader's files read to it
/// through a hard link. Throws HarnessError when `path` is not a plain relative one (no "", ".",
/// ".." between its slashes), which is a mistake in the check, and for faults of this process.
/// Source: openat2(2), path_resolution(7).
[[nodiscard]] LeftFile read_left_file(int directory, const std::string& path, std::size_t limit,
                                      const std::vector<uid_t>& owners = {});

/// Removes a directory with everything in it: any depth, any names, any permissions. Links are
/// removed, not followed, and other mounts are not entered. Returns no error when nothing is left.
/// Else, after a bounded number of attempts, the reason: something that cannot be removed, or a
/// program that makes new files as fast as they go.
[[nodiscard]] std::error_code remove_left_tree(const std::filesystem::path& path);

}  // namespace pipette
