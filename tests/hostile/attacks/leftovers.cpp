// What stays behind: traps for whoever opens the output, and objects that outlive the program.
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cstdio>

#include "attack.hpp"

namespace {

constexpr const char* kOutput = "out.txt";

void left(bool success, const char* call, const std::string& what) {
  const int error = errno;
  if (success) tried("left " + what);
  else blocked_by(call, error);
}

// Whoever reads the output reads the secret.
void symlink_out(const Target& target) {
  const std::string& secret = need(target.secret, "secret");
  left(symlink(secret.c_str(), kOutput) == 0, "symlink", "out.txt -> " + secret);
}

// The same one level up: the folder is a link, the file in it looks honest.
void symlink_folder_out(const Target& target) {
  const std::string& secret = need(target.secret, "secret");
  const std::string folder = secret.substr(0, secret.rfind('/') + 1);
  left(symlink(folder.c_str(), "out") == 0, "symlink", "out -> " + folder);
}

// Another name for the secret, to be read when the rights have changed.
void hardlink_out(const Target& target) {
  const std::string& secret = need(target.secret, "secret");
  left(link(secret.c_str(), kOutput) == 0, "link", "out.txt as a second name of the secret");
}

// Opening it waits for ever.
void fifo_out(const Target&) { left(mkfifo(kOutput, 0644) == 0, "mkfifo", "out.txt as a FIFO"); }

void socket_out(const Target&) {
  left(mknod(kOutput, S_IFSOCK | 0644, 0) == 0, "mknod", "out.txt as a socket");
}

void folder_out(const Target&) { left(mkdir(kOutput, 0755) == 0, "mkdir", "out.txt as a folder"); }

// Reading it never ends: the device of endless zeros.
void device_out(const Target&) {
  left(mknod(kOutput, S_IFCHR | 0644, makedev(1, 5)) == 0, "mknod", "out.txt as /dev/zero");
}

void leave_program(const char* name, mode_t mode) {
  const int file = open(name, O_CREAT | O_EXCL | O_WRONLY, 0755);
  if (file < 0) return blocked_by("open");
  write_all(file, "#!/bin/sh\nid\n");
  struct stat status {};
  const bool done = fchmod(file, mode) == 0 && fstat(file, &status) == 0;
  if (!done) return blocked_by("fchmod");
  if ((status.st_mode & 07777) != mode) return blocked("fchmod: the bit was dropped");
  tried(std::string("left ") + name);
}

// A program that runs with the rights of its owner, whoever starts it.
void setuid_file(const Target&) { leave_program("setuid-program", 04755); }

void setgid_file(const Target&) { leave_program("setgid-program", 02755); }

void leave_file(const std::string& path) {
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0666);
  if (file < 0) return blocked_by("open");
  write_all(file, "a message for the next submission\n");
  tried("left " + path);
}

// A message for another submission.
void file_in_shared(const Target& target) {
  leave_file(need(target.shared, "shared") + "/pipette-attack-" + std::to_string(getpid()));
}

void file_in_dev_shm(const Target&) {
  leave_file("/dev/shm/pipette-attack-" + std::to_string(getpid()));
}

key_t own_key() { return 0x70690000 | (getpid() & 0xffff); }

std::string own_key_text() {
  char text[32];
  snprintf(text, sizeof text, "key 0x%08x", static_cast<unsigned>(own_key()));
  return text;
}

std::string own_name() { return "/pipette-attack-" + std::to_string(getpid()); }

// 32 MB of memory that stay when the program is dead.
void sysv_memory(const Target&) {
  constexpr size_t kSize = 32 * 1024 * 1024;
  const int id = shmget(own_key(), kSize, IPC_CREAT | IPC_EXCL | 0666);
  if (id < 0) return blocked_by("shmget");
  void* memory = shmat(id, nullptr, 0);
  if (memory == reinterpret_cast<void*>(-1)) return blocked_by("shmat");
  memset(memory, 1, kSize);
  tried("left " + own_key_text() + " of shared memory, 32 MB");
}

void sysv_semaphores(const Target&) {
  left(semget(own_key(), 100, IPC_CREAT | IPC_EXCL | 0666) >= 0, "semget",
       own_key_text() + " of semaphores");
}

void sysv_queue(const Target&) {
  left(msgget(own_key(), IPC_CREAT | IPC_EXCL | 0666) >= 0, "msgget",
       own_key_text() + " of a message queue");
}

void posix_queue(const Target&) {
  left(mq_open(own_name().c_str(), O_CREAT | O_EXCL | O_RDWR, 0666, nullptr) >= 0, "mq_open",
       "message queue " + own_name());
}

void posix_semaphore(const Target&) {
  left(sem_open(own_name().c_str(), O_CREAT | O_EXCL, 0666, 1) != SEM_FAILED, "sem_open",
       "semaphore " + own_name());
}

}  // namespace

const std::vector<Attack> kLeftoverAttacks{
    {"symlink-out", symlink_out},         {"symlink-folder-out", symlink_folder_out},
    {"hardlink-secret", hardlink_out},    {"fifo-out", fifo_out},
    {"socket-out", socket_out},           {"folder-out", folder_out},
    {"device-out", device_out},           {"setuid-file", setuid_file},
    {"setgid-file", setgid_file},         {"file-in-shared", file_in_shared},
    {"file-in-dev-shm", file_in_dev_shm}, {"sysv-memory", sysv_memory},
    {"sysv-semaphores", sysv_semaphores}, {"sysv-queue", sysv_queue},
    {"posix-queue", posix_queue},         {"posix-semaphore", posix_semaphore},
};
