// Rarely used parts of the kernel, where most of its faults are found.
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/userfaultfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

// Reads, writes and connects without the calls that a filter looks at.
void io_uring(const Target&) {
  io_uring_params parameters{};
  report(syscall(SYS_io_uring_setup, 8, &parameters) >= 0, "io_uring_setup", "has a ring");
}

void bpf_map(const Target&) {
  bpf_attr attributes{};
  attributes.map_type = BPF_MAP_TYPE_ARRAY;
  attributes.key_size = 4;
  attributes.value_size = 4;
  attributes.max_entries = 1;
  report(syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes) >= 0, "bpf",
         "has a map in the kernel");
}

// Measures what the processor does.
void perf_event(const Target&) {
  perf_event_attr attributes{};
  attributes.type = PERF_TYPE_SOFTWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_SW_TASK_CLOCK;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  report(syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0) >= 0, "perf_event_open",
         "has a counter");
}

// Stops the kernel in the middle of a copy: half of many exploits.
void user_fault(const Target&) {
#ifndef UFFD_USER_MODE_ONLY
  constexpr int UFFD_USER_MODE_ONLY = 1;
#endif
  report(syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY) >= 0, "userfaultfd",
         "handles its page faults itself");
}

// A message that lies in the kernel, for whoever has the same user.
void add_key(const Target&) {
  const long key =
      syscall(SYS_add_key, "user", "pipette-attack", "message", 7, KEY_SPEC_SESSION_KEYRING);
  if (key < 0) return blocked_by("add_key");
  tried("left key " + std::to_string(key) + " in the session keyring");
}

void keyctl_keyring(const Target&) {
  const long ring = syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_USER_KEYRING, 1);
  report(ring >= 0, "keyctl", "reaches the keyring of the user");
}

// A new kernel; without segments nothing is loaded.
void kexec(const Target&) {
  report(syscall(SYS_kexec_load, 0, 0, nullptr, 0) == 0, "kexec_load", "may load a kernel");
}

// Rubbish instead of a module: every answer but a missing right means that a real one would do.
void init_module(const Target&) {
  const bool done = syscall(SYS_init_module, "rubbish", 7, "") == 0;
  report(done || errno == ENOEXEC || errno == EFAULT, "init_module", "may load a module");
}

// A handle goes around the folders on the way to a file.
void open_by_handle(const Target& target) {
  alignas(file_handle) unsigned char bytes[sizeof(file_handle) + MAX_HANDLE_SZ]{};
  auto* handle = reinterpret_cast<file_handle*>(bytes);
  handle->handle_bytes = MAX_HANDLE_SZ;
  int mount_id = 0;
  const char* secret = need(target.secret, "secret").c_str();
  if (name_to_handle_at(AT_FDCWD, secret, handle, &mount_id, 0) != 0)
    return blocked_by("name_to_handle_at");
  report(open_by_handle_at(AT_FDCWD, handle, O_RDONLY) >= 0, "open_by_handle_at",
         "opened the secret by its handle");
}

// The messages of the kernel tell where it lies in memory.
void kernel_log(const Target&) {
  constexpr int kReadAll = 3;
  char buffer[4096];
  const long n = syscall(SYS_syslog, kReadAll, buffer, sizeof buffer);
  report(n >= 0, "syslog", "read " + std::to_string(n) + " bytes of the kernel's log");
}

#ifdef __x86_64__

// The calls of 32-bit programs have other numbers: a filter may take them for harmless ones.
void i386_call(const Target&) {
  constexpr int kGetpid = 20;
  tried("getpid as a 32-bit program does it");
  int result = kGetpid;
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  errno = -result;
  report(result == getpid(), "int 0x80", "a 32-bit call went through");
}

// The third set of numbers, which has one bit more.
void x32_call(const Target&) {
  constexpr long kX32 = 0x40000000;
  tried("getpid as an x32 program does it");
  report(syscall(kX32 | SYS_getpid) == getpid(), "x32 getpid", "an x32 call went through");
}

#else

void i386_call(const Target&) { blocked("only on x86-64"); }

void x32_call(const Target&) { blocked("only on x86-64"); }

#endif

}  // namespace

const std::vector<Attack> kKernelAttacks{
    {"io-uring", io_uring},
    {"bpf", bpf_map},
    {"perf-event", perf_event},
    {"userfaultfd", user_fault},
    {"add-key", add_key},
    {"keyctl", keyctl_keyring},
    {"kexec", kexec},
    {"init-module", init_module},
    {"open-by-handle", open_by_handle},
    {"kernel-log", kernel_log},
    {"i386-call", i386_call},
    {"x32-call", x32_call},
};
