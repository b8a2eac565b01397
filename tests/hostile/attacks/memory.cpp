// Memory: as much as the grader lets it have, in the places where it can be had.
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

constexpr long kMebibyte = 1024 * 1024;
constexpr unsigned kHoldMilliseconds = 300;  // long enough for whoever watches

// Maps and touches every page, step by step; the number of mebibytes.
long take_memory(long wanted, int flags) {
  constexpr long kStep = 20;
  long done = 0;
  while (done < wanted) {
    void* memory = mmap(nullptr, kStep * kMebibyte, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED) break;
    memset(memory, 1, kStep * kMebibyte);
    done += kStep;
  }
  return done;
}

void memory_attack(int flags) {
  constexpr long kWanted = 2040;
  trying("touches 2 GB");
  const long done = take_memory(kWanted, MAP_ANONYMOUS | flags);
  const int error = errno;
  sleep_ms(kHoldMilliseconds);
  report_count(done, kWanted, "MB touched", "mmap", error);
}

void memory_one(const Target&) { memory_attack(MAP_PRIVATE); }

// Shared pages count as files for the kernel.
void memory_shared(const Target&) { memory_attack(MAP_SHARED); }

// Each child stays below a limit per process; together they do not.
void memory_children(const Target&) {
  constexpr int kChildren = 8;
  constexpr long kEach = 300;
  trying("8 children touch 300 MB each");
  auto* full = static_cast<volatile char*>(
      mmap(nullptr, kChildren, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (full == MAP_FAILED) return blocked_by("mmap");
  int started = 0;
  for (; started < kChildren; ++started)
    if (start_child([=] {
          if (take_memory(kEach, MAP_PRIVATE | MAP_ANONYMOUS) < kEach) _exit(1);
          full[started] = 1;
          sleep_for_ever();
        }) < 0)
      break;
  if (started == 0) return blocked_by("fork");
  int done = 0;
  int dead = 0;
  for (int turn = 0; turn < 200 && done + dead < started; ++turn) {
    sleep_ms(50);
    done = 0;
    for (int i = 0; i < kChildren; ++i) done += full[i];
    while (waitpid(-1, nullptr, WNOHANG) > 0) ++dead;
  }
  sleep_ms(kHoldMilliseconds);
  if (done == 0) return blocked("no child could hold 300 MB");
  if (done < kChildren) return partly(done, kChildren, "children held 300 MB");
  worked("8 children held 300 MB each");
}

void fill_descriptor(int file, long wanted, const char* what) {
  const std::string block(kMebibyte, 'x');
  long done = 0;
  while (done < wanted && write_all(file, block)) ++done;
  const int error = errno;
  sleep_ms(kHoldMilliseconds);
  report_count(done, wanted, std::string("MB in ") + what, "write", error);
}

// A file in memory that no folder shows.
void memory_memfd(const Target&) {
  const int file = memfd_create("pipette-attack", 0);
  if (file < 0) return blocked_by("memfd_create");
  trying("1 GB in a memfd");
  fill_descriptor(file, 1024, "a memfd");
}

// /dev/shm is memory too.
void memory_dev_shm(const Target&) {
  const std::string path = "/dev/shm/pipette-attack-" + std::to_string(getpid());
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_RDWR, 0600);
  if (file < 0) return blocked_by("open in /dev/shm");
  trying("300 MB in " + path);
  fill_descriptor(file, 300, "/dev/shm");
  unlink(path.c_str());
}

// Memory that can never be swapped out.
void memory_lock(const Target&) {
  constexpr long kSize = 100 * kMebibyte;
  trying("locks 100 MB");
  void* memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return blocked_by("mmap");
  report(mlock(memory, kSize) == 0, "mlock", "locked 100 MB");
}

// Buffers of pipes are the kernel's memory: they count for no process.
void memory_pipes(const Target&) {
  constexpr int kWanted = 100;
  const std::string block(kMebibyte, 'x');
  int done = 0;
  for (; done < kWanted; ++done) {
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_NONBLOCK) != 0 || fcntl(ends[1], F_SETPIPE_SZ, kMebibyte) < 0 ||
        !write_all(ends[1], block))
      break;
  }
  report_count(done, kWanted, "MB in pipes", "fcntl(F_SETPIPE_SZ)");
}

}  // namespace

const std::vector<Attack> kMemoryAttacks{
    {"memory-one", memory_one},           {"memory-shared", memory_shared},
    {"memory-children", memory_children}, {"memory-memfd", memory_memfd},
    {"memory-dev-shm", memory_dev_shm},   {"memory-lock", memory_lock},
    {"memory-pipes", memory_pipes},
};
