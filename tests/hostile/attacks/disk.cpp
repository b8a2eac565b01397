// Disk: too much, too many, too deep, and what is hard to delete.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "attack.hpp"

namespace {

constexpr size_t kMebibyte = 1024 * 1024;
// What was not refused is held long enough for whoever watches.
void hold(bool complete) {
  constexpr unsigned kMilliseconds = 300;
  if (complete) sleep_ms(kMilliseconds);
}

int create(const std::string& name) {
  return open(name.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
}

// Writes into an open file; the number of mebibytes.
long fill(int file, long wanted) {
  const std::string block(kMebibyte, 'x');
  long done = 0;
  while (done < wanted && write_all(file, block)) ++done;
  return done;
}

void disk_one_file(const Target&) {
  constexpr long kWanted = 300;
  const int file = create("large");
  if (file < 0) return blocked_by("open");
  trying("300 MB in one file");
  const long done = fill(file, kWanted);
  report_count(done, kWanted, "MB in one file", "write");
}

// Each file stays below a limit per file; together they do not.
void disk_many_files(const Target&) {
  constexpr int kFiles = 20;
  constexpr long kEach = 15;
  trying("300 MB in 20 files");
  long done = 0;
  for (int i = 0; i < kFiles; ++i) {
    const int file = create("part" + std::to_string(i));
    if (file < 0) break;
    const long written = fill(file, kEach);
    done += written;
    if (written < kEach) break;
    close(file);
  }
  const int error = errno;
  hold(done == kFiles * kEach);
  report_count(done, kFiles * kEach, "MB in files", "write", error);
}

// A file without a name takes room that no look into the folder finds.
void disk_unlinked(const Target&) {
  constexpr int kFiles = 10;
  constexpr long kEach = 15;
  trying("150 MB in deleted files");
  long done = 0;
  for (int i = 0; i < kFiles; ++i) {
    const int file = create("gone");
    if (file < 0 || unlink("gone") != 0) break;
    const long written = fill(file, kEach);
    done += written;
    if (written < kEach) break;
  }
  const int error = errno;
  hold(done == kFiles * kEach);
  report_count(done, kFiles * kEach, "MB in deleted files", "write", error);
}

// 1 TB that takes no room until somebody copies it.
void sparse_file(const Target&) {
  constexpr off_t kSize = off_t{1} << 40;
  const int file = create("sparse");
  if (file < 0) return blocked_by("open");
  report(ftruncate(file, kSize) == 0, "ftruncate", "a file of 1 TB");
}

void many_inodes(const Target&) {
  constexpr int kWanted = 20000;
  trying("20000 files");
  int done = 0;
  for (; done < kWanted; ++done) {
    const int file = create("f" + std::to_string(done));
    if (file < 0) break;
    close(file);
  }
  const int error = errno;
  hold(done == kWanted);
  report_count(done, kWanted, "files", "open", error);
}

// Deeper than any path can name, so that only a careful sweep gets it out of the way.
void deep_directories(const Target&) {
  constexpr int kWanted = 2500;
  tried("leaves folders 2500 deep");
  int done = 0;
  while (done < kWanted && mkdir("d", 0755) == 0 && chdir("d") == 0) ++done;
  if (done == 0) blocked_by("mkdir");
}

// Folders without rights, full of files: a plain removal fails.
void unreadable_directories(const Target&) {
  const std::array kPaths{"closed", "closed/a", "closed/a/b"};
  for (const char* path : kPaths)
    if (mkdir(path, 0755) != 0) return blocked_by("mkdir");
  create("closed/a/b/file");
  for (auto path = kPaths.rbegin(); path != kPaths.rend(); ++path)
    if (chmod(*path, 0) != 0) return blocked_by("chmod");
  tried("left folders with mode 000");
}

// Names that break scripts and reports.
void undeletable_names(const Target&) {
  const std::array<std::string, 7> kNames{
      "two\nlines",       std::string(255, 'n'), "-rf", " ", "*",
      "\x1b]0;title\x07", "\xff\xfe not utf-8"};
  for (const std::string& name : kNames)
    if (create(name) < 0) return blocked_by("open");
  tried("left 7 files with evil names");
}

}  // namespace

const std::vector<Attack> kDiskAttacks{
    {"disk-one-file", disk_one_file},
    {"disk-many-files", disk_many_files},
    {"disk-unlinked", disk_unlinked},
    {"sparse-file", sparse_file},
    {"many-inodes", many_inodes},
    {"deep-directories", deep_directories},
    {"unreadable-directories", unreadable_directories},
    {"undeletable-names", undeletable_names},
};
