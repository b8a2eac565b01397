// remove_left_tree() of leftover.hpp.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "engine/beneath.hpp"
#include "engine/leftover.hpp"

namespace pipette {
namespace {

// Enough for file systems that skip entries while others are removed; a program that is still at
// work is not waited for.
constexpr int kPasses = 16;
// Entries that are looked at: tens of seconds of work, and more than a program makes in a check.
constexpr std::size_t kMostSteps = 4'000'000;

// Removes a file, a link or an empty directory; returns 0 or the error. A directory that is not
// empty is ENOTEMPTY on every file system.
int remove_one(int directory, const char* name) {
  if (unlinkat(directory, name, 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR) return errno;
  if (unlinkat(directory, name, AT_REMOVEDIR) == 0 || errno == ENOENT) return 0;
  return errno == EEXIST ? ENOTEMPTY : errno;
}

// Opens a directory as a mere place; a link is none.
Descriptor place_of(int directory, const char* name) {
  return Descriptor(openat(directory, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

// A program may have locked its directories. The name could mean something else by now, so the
// permissions are changed through the descriptor.
void unlock(const Descriptor& place) {
  if ((about(place.get()).stx_mode & S_IRWXU) != S_IRWXU)
    (void)chmod(path_of(place.get()).c_str(), S_IRWXU);
}

// Takes a directory apart. What lies deeper than in its own directories is first moved up beside
// them: so depth costs no stack, no descriptors and no long paths, and no ".." is gone through,
// which a program could turn by moving directories.
class Removal {
 public:
  explicit Removal(Descriptor root) : root_(std::move(root)), start_(about(root_.get())) {
    unlock(root_);
  }

  // Until the root is empty (0), a pass was in vain (its first error), or somebody makes entries as
  // fast as they go: then a pass finds as many as the one before it.
  int run() {
    std::size_t before = kMostSteps;
    for (int pass = 0; pass < kPasses && steps_ < kMostSteps; ++pass) {
      error_ = 0;
      removed_ = 0;
      for_each(root_, [this](const char* name) { remove(name); });
      for (; first_moved_ < next_moved_ && steps_ < kMostSteps; ++first_moved_)
        remove(moved_name(first_moved_).c_str());
      if (removed_ == 0) return error_;
      if (removed_ >= before) break;
      before = removed_;
    }
    return EBUSY;
  }

 private:
  static std::string moved_name(std::size_t number) { return "pipette-" + std::to_string(number); }

  void note(int error) {
    if (error_ == 0) error_ = error;
  }

  template <typename Action>
  void for_each(const Descriptor& directory, const Action& action) {
    const int fd = openat(directory.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(fd < 0 ? nullptr : fdopendir(fd), closedir);
    if (!entries) return note(errno);
    while (const dirent* entry = steps_++ < kMostSteps ? readdir(entries.get()) : nullptr) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") action(entry->d_name);
    }
  }

  // Removes an entry of the root with all that it holds.
  void remove(const char* name) {
    const int error = remove_one(root_.get(), name);
    if (error == ENOTEMPTY) return remove_full(name);
    if (error != 0) return note(error);
    ++removed_;
  }

  void remove_full(const char* name) {
    const Descriptor directory = place_of(root_.get(), name);
    if (!directory.is_open()) return note(errno);
    if (!same_mount(start_, about(directory.get()))) return note(EXDEV);
    unlock(directory);
    for_each(directory, [&](const char* inner) {
      int error = remove_one(directory.get(), inner);
      if (error == ENOTEMPTY) error = move_up(directory, inner);
      if (error == 0) ++removed_;
      else note(error);
    });
    if (const int error = remove_one(root_.get(), name); error != 0) note(error);
  }

  // Moves a directory into the root, under the next name that is free there.
  int move_up(const Descriptor& from, const char* name) {
    unlock_before_move(from, name);
    while (steps_++ < kMostSteps) {
      const std::string free_name = moved_name(next_moved_);
      if (renameat(from.get(), name, root_.get(), free_name.c_str()) == 0) {
        ++next_moved_;
        return 0;
      }
      if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR) return errno;
      ++next_moved_;
    }
    return EBUSY;
  }

  // To move a directory is to write into it: its ".." changes (rename(2)).
  void unlock_before_move(const Descriptor& from, const char* name) const {
    const Descriptor place = place_of(from.get(), name);
    if (place.is_open() && same_mount(start_, about(place.get()))) unlock(place);
  }

  Descriptor root_;
  struct statx start_;
  std::size_t steps_ = 0;
  std::size_t first_moved_ = 0;
  std::size_t next_moved_ = 0;
  int error_ = 0;
  std::size_t removed_ = 0;  // in this pass, those that were only moved too
};

int remove_tree(const char* path) {
  if (const int error = remove_one(AT_FDCWD, path); error != ENOTEMPTY) return error;
  Descriptor root = place_of(AT_FDCWD, path);
  if (!root.is_open()) return errno;
  const int inside = Removal(std::move(root)).run();
  const int itself = remove_one(AT_FDCWD, path);
  return itself == 0 || inside == 0 ? itself : inside;
}

}  // namespace

std::error_code remove_left_tree(const std::filesystem::path& path) {
  try {
    return {remove_tree(path.c_str()), std::generic_category()};
  } catch (const HarnessError&) {
    return std::make_error_code(std::errc::io_error);
  }
}

}  // namespace pipette
