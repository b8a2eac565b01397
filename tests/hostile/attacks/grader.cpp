// The grader's process: what /proc tells about it, its memory, its descriptors, its limits.
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

std::string entry_of_grader(const Target& target, const std::string& name) {
  return "/proc/" + std::to_string(grader_of(target)) + "/" + name;
}

// An init and itself are no news; anything else is somebody's process.
void list_processes(const Target&) {
  constexpr int kNoNews = 2;
  DIR* entries = opendir("/proc");
  if (entries == nullptr) return blocked_by("opendir(/proc)");
  int processes = 0;
  for (const dirent* entry = nullptr; (entry = readdir(entries)) != nullptr;)
    if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9') ++processes;
  if (processes > kNoNews) worked("sees " + std::to_string(processes) + " processes");
  else blocked("/proc shows " + std::to_string(processes) + " processes");
}

void read_entry(const Target& target, const char* name) {
  const auto text = read_some(entry_of_grader(target, name));
  const size_t size = text.value_or("").size();
  if (text && size == 0) return blocked(std::string("the grader's ") + name + " is empty");
  report(text.has_value(), "open", "read " + std::to_string(size) + " bytes of " + name);
}

void grader_cmdline(const Target& target) { read_entry(target, "cmdline"); }

void grader_environ(const Target& target) { read_entry(target, "environ"); }

void grader_maps(const Target& target) { read_entry(target, "maps"); }

// Where the first mapping begins, or 0.
unsigned long first_address(const Target& target) {
  const auto maps = read_some(entry_of_grader(target, "maps"));
  constexpr int kHexadecimal = 16;
  return maps ? strtoul(maps->c_str(), nullptr, kHexadecimal) : 0;
}

void grader_mem(const Target& target) {
  const int file = open(entry_of_grader(target, "mem").c_str(), O_RDONLY);
  if (file < 0) return blocked_by("open");
  const unsigned long address = first_address(target);
  char buffer[64];
  const ssize_t n = pread(file, buffer, sizeof buffer, static_cast<off_t>(address));
  report(n > 0, "pread", "read " + std::to_string(n) + " bytes of the grader's memory");
}

// EFAULT means that only the address was wrong: the right to read was there.
void process_vm_read(const Target& target) {
  char buffer[64];
  const iovec local{buffer, sizeof buffer};
  const iovec remote{reinterpret_cast<void*>(first_address(target)), sizeof buffer};
  const ssize_t n = process_vm_readv(grader_of(target), &local, 1, &remote, 1, 0);
  report(n > 0 || errno == EFAULT, "process_vm_readv", "may read the grader's memory");
}

// What the grader has open, named and opened once more.
void grader_descriptors(const Target& target) {
  const std::string folder = entry_of_grader(target, "fd");
  DIR* entries = opendir(folder.c_str());
  if (entries == nullptr) return blocked_by("opendir");
  int seen = 0;
  int opened = 0;
  for (const dirent* entry = nullptr; (entry = readdir(entries)) != nullptr;) {
    if (entry->d_name[0] == '.') continue;
    ++seen;
    const std::string path = folder + "/" + entry->d_name;
    if (open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC) >= 0) ++opened;
  }
  if (seen == 0) return blocked("the grader shows no descriptor");
  worked("saw " + std::to_string(seen) + " descriptors, opened " + std::to_string(opened));
}

void grader_folder(const Target& target) {
  char path[4096];
  const ssize_t n = readlink(entry_of_grader(target, "cwd").c_str(), path, sizeof path);
  report(n > 0, "readlink",
         "works in " + std::string(path, n > 0 ? static_cast<size_t>(n) : size_t{0}));
}

// Seizing does not stop the grader, and ends with this process.
void ptrace_grader(const Target& target) {
  report(ptrace(PTRACE_SEIZE, grader_of(target), nullptr, nullptr) == 0, "ptrace(PTRACE_SEIZE)",
         "traces the grader");
}

// A copy of the grader's own descriptors, with all their rights.
void pidfd_getfd_grader(const Target& target) {
  constexpr int kTries = 256;
  const auto pidfd = static_cast<int>(syscall(SYS_pidfd_open, grader_of(target), 0));
  if (pidfd < 0) return blocked_by("pidfd_open");
  int taken = 0;
  int error = EBADF;
  for (int descriptor = 0; descriptor < kTries; ++descriptor) {
    if (syscall(SYS_pidfd_getfd, pidfd, descriptor, 0) >= 0) ++taken;
    else if (errno != EBADF) error = errno;
  }
  if (taken > 0) worked("took " + std::to_string(taken) + " descriptors");
  else blocked_by("pidfd_getfd", error);
}

// Sets the limit to what it is: nothing changes, but anything could.
void prlimit_grader(const Target& target) {
  const pid_t grader = grader_of(target);
  rlimit limit{};
  if (prlimit(grader, RLIMIT_NOFILE, nullptr, &limit) != 0) return blocked_by("prlimit (read)");
  report(prlimit(grader, RLIMIT_NOFILE, &limit, nullptr) == 0, "prlimit",
         "sets the grader's limits");
}

// A grader that never gets a processor misses all its deadlines.
void renice_grader(const Target& target) {
  const auto grader = static_cast<id_t>(grader_of(target));
  errno = 0;
  const int priority = getpriority(PRIO_PROCESS, grader);
  if (errno != 0) return blocked_by("getpriority");
  report(setpriority(PRIO_PROCESS, grader, priority) == 0, "setpriority",
         "sets the grader's priority");
}

void affinity_grader(const Target& target) {
  const pid_t grader = grader_of(target);
  cpu_set_t processors;
  CPU_ZERO(&processors);
  if (sched_getaffinity(grader, sizeof processors, &processors) != 0)
    return blocked_by("sched_getaffinity");
  report(sched_setaffinity(grader, sizeof processors, &processors) == 0, "sched_setaffinity",
         "sets the grader's processors");
}

}  // namespace

const std::vector<Attack> kGraderAttacks{
    {"list-processes", list_processes},
    {"grader-cmdline", grader_cmdline},
    {"grader-environ", grader_environ},
    {"grader-maps", grader_maps},
    {"grader-mem", grader_mem},
    {"process-vm-read", process_vm_read},
    {"grader-descriptors", grader_descriptors},
    {"grader-folder", grader_folder},
    {"ptrace-grader", ptrace_grader},
    {"pidfd-getfd-grader", pidfd_getfd_grader},
    {"prlimit-grader", prlimit_grader},
    {"renice-grader", renice_grader},
    {"affinity-grader", affinity_grader},
};
