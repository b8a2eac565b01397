// Namespaces and mounts: a world of its own in which the program is root.
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

// Root in a namespace of its own sees parts of the kernel that an ordinary user does not.
void userns_unshare(const Target&) {
  report(unshare(CLONE_NEWUSER) == 0, "unshare(CLONE_NEWUSER)", "root in its own user namespace");
}

void report_child(long child, const char* call) {
  if (child == 0) _exit(0);
  report(child > 0, call, "started root in its own user namespace");
}

void userns_clone(const Target&) {
  report_child(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, nullptr, nullptr, nullptr, nullptr),
               "clone(CLONE_NEWUSER)");
}

// The flags lie in memory, where a filter of system calls cannot see them.
void userns_clone3(const Target&) {
  clone_args arguments{};
  arguments.flags = CLONE_NEWUSER;
  arguments.exit_signal = SIGCHLD;
  report_child(syscall(SYS_clone3, &arguments, sizeof arguments), "clone3(CLONE_NEWUSER)");
}

// A network of its own, in which everything about packets is allowed.
void netns_unshare(const Target&) {
  report(unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0, "unshare(CLONE_NEWNET)",
         "root in its own network");
}

// Mounts of its own, as root or as root of a user namespace, so that nobody else sees them change.
bool own_mounts() {
  if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

// Covers a folder by another one.
void mount_folder(const Target&) {
  mkdir("covered", 0755);
  mkdir("cover", 0755);
  if (!own_mounts()) return blocked_by("unshare(CLONE_NEWNS)");
  report(mount("cover", "covered", nullptr, MS_BIND, nullptr) == 0, "mount", "mounted a folder");
}

// Without mounts of its own.
void mount_plain(const Target&) {
  mkdir("mounted", 0755);
  const bool done = mount("none", "mounted", "tmpfs", 0, "size=4k") == 0;
  report(done, "mount", "mounted a file system");
  if (done) umount("mounted");
}

// The newer calls do the same without the old name.
void mount_new_calls(const Target&) {
  const long context = syscall(SYS_fsopen, "tmpfs", 0);
  if (context >= 0) return worked("fsopen: has a file system to mount");
  const int error = errno;
  constexpr unsigned kClone = 1;
  report(syscall(SYS_open_tree, AT_FDCWD, "/", kClone) >= 0,
         error == EPERM ? "fsopen: EPERM, open_tree" : "open_tree", "copied the tree of mounts");
}

void chroot_here(const Target&) {
  if (chroot(".") == 0) return worked("has a root of its own");
  if (unshare(CLONE_NEWUSER) != 0) return blocked_by("chroot: EPERM, unshare(CLONE_NEWUSER)");
  report(chroot(".") == 0, "chroot", "has a root of its own in a user namespace");
}

void pivot_here(const Target&) {
  if (!own_mounts()) return blocked_by("unshare(CLONE_NEWNS)");
  const std::string here = std::string(get_current_dir_name());
  if (mount(here.c_str(), here.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0)
    return blocked_by("mount");
  if (chdir(here.c_str()) != 0) return blocked_by("chdir");
  report(syscall(SYS_pivot_root, ".", ".") == 0, "pivot_root", "exchanged the root");
}

// Into the namespaces of process 1, which may be those of the grader.
void enter_namespaces(const Target&) {
  const int mounts = open("/proc/1/ns/mnt", O_RDONLY | O_CLOEXEC);
  if (mounts < 0) return blocked_by("open(/proc/1/ns/mnt)");
  report(setns(mounts, CLONE_NEWNS) == 0, "setns", "is in the mounts of process 1");
}

}  // namespace

const std::vector<Attack> kNamespaceAttacks{
    {"userns-unshare", userns_unshare},
    {"userns-clone", userns_clone},
    {"userns-clone3", userns_clone3},
    {"netns-unshare", netns_unshare},
    {"mount", mount_plain},
    {"mount-userns", mount_folder},
    {"mount-new-calls", mount_new_calls},
    {"chroot", chroot_here},
    {"pivot-root", pivot_here},
    {"setns-init", enter_namespaces},
};
