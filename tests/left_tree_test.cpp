// Whatever a program leaves in its directory goes, and nothing else goes with it.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "children.hpp"
#include "engine/beneath.hpp"
#include "engine/leftover.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65534;

struct LeftTree : testing::Test {
  LeftTree() { fs::create_directory(tree); }

  void write(const std::string& name) const { std::ofstream(tree / name) << "text"; }
  bool is_gone() const { return !fs::exists(fs::symlink_status(tree)); }

  WorkingDirectory directory;
  const fs::path tree = directory.path() / "tree";
};

// What a child of this process makes of itself: 0 for well done.
int outcome(const std::function<int()>& life) {
  const pid_t pid = fork();
  if (pid == 0) _exit(life());
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(LeftTree, WhatIsNotThereIsRemoved) {
  EXPECT_FALSE(remove_left_tree(directory.path() / "none"));
  EXPECT_FALSE(remove_left_tree(tree)) << "an empty one";
  EXPECT_TRUE(is_gone());
}

TEST_F(LeftTree, AllKindsOfFilesGo) {
  fs::create_directories(tree / "a" / "b" / "c");
  write("a/b/c/file");
  write("a/file");
  fs::create_symlink("nowhere", tree / "a" / "dangling");
  ASSERT_EQ(mkfifo((tree / "a" / "fifo").c_str(), 0), 0);
  EXPECT_FALSE(remove_left_tree(tree));
  EXPECT_TRUE(is_gone());
}

TEST_F(LeftTree, LinksGoAndWhatTheyNameStays) {
  const WorkingDirectory outside;
  std::ofstream(outside.path() / "precious") << "text";
  ASSERT_EQ(chmod(outside.path().c_str(), 0500), 0);
  fs::create_directories(tree / "a" / "b");
  fs::create_directory_symlink(outside.path(), tree / "link");
  fs::create_directory_symlink(outside.path(), tree / "a" / "b" / "link");
  EXPECT_FALSE(remove_left_tree(tree));
  EXPECT_TRUE(is_gone());
  fs::create_directory_symlink(outside.path(), tree);
  EXPECT_FALSE(remove_left_tree(tree))
      << "the program has put a link in the place of its directory";
  EXPECT_TRUE(is_gone());
  EXPECT_TRUE(fs::exists(outside.path() / "precious"));
  EXPECT_EQ(fs::status(outside.path()).permissions(), fs::perms(0500));
}

// No directory is locked to root, so this is done by somebody else.
TEST_F(LeftTree, LockedDirectoriesGo) {
  ASSERT_EQ(chmod(directory.path().c_str(), 0777), 0);
  ASSERT_EQ(fs::remove(tree), true);
  EXPECT_EQ(outcome([&] {
              if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return 2;
              fs::create_directories(tree / "a" / "b" / "c" / "d");
              write("a/b/c/d/file");
              for (const char* path : {"a/b/c/d", "a/b/c", "a/b", "a", ""})
                if (chmod((tree / path).c_str(), 0) != 0) return 3;
              return remove_left_tree(tree) || !is_gone() ? 1 : 0;
            }),
            0);
}

TEST_F(LeftTree, DepthCostsNoDescriptors) {
  constexpr int kDepth = 5000;
  EXPECT_EQ(outcome([&] {
              if (chdir(tree.c_str()) != 0) return 2;
              const std::string name(100, 'd');  // half a megabyte of path at the end
              for (int i = 0; i < kDepth; ++i) {
                if (mkdir(name.c_str(), 0700) != 0 || chdir(name.c_str()) != 0) return 3;
                std::ofstream("file") << "text";
              }
              if (chdir("/") != 0) return 4;
              const rlimit few{.rlim_cur = 16, .rlim_max = 16};
              if (setrlimit(RLIMIT_NOFILE, &few) != 0) return 5;
              return remove_left_tree(tree) ? 1 : 0;
            }),
            0);
  EXPECT_TRUE(is_gone());
}

TEST_F(LeftTree, ManyFilesAndStrangeNamesGo) {
  for (int i = 0; i < 20'000; ++i) write("file " + std::to_string(i));
  fs::create_directory(tree / "deep");
  for (const std::string& name :
       {std::string(255, 'x'), std::string("line\nfeed"), std::string("\x1b[2J\xFF"),
        std::string("-rf"), std::string("...")}) {
    write(name);
    fs::create_directory(tree / "deep" / name);
    write("deep/" + name + "/" + name);
  }
  EXPECT_FALSE(remove_left_tree(tree));
  EXPECT_TRUE(is_gone());
}

// Directories are moved under names of ours; a program may have taken them.
TEST_F(LeftTree, NamesThatAreTakenDoNotMatter) {
  for (const char* inner : {"0", "1", "2", "3"}) fs::create_directories(tree / "a" / inner / "x");
  write("pipette-0");
  fs::create_directories(tree / "pipette-1" / "full" / "full");
  fs::create_directory(tree / "pipette-2");
  fs::create_symlink("/", tree / "pipette-3");
  EXPECT_FALSE(remove_left_tree(tree));
  EXPECT_TRUE(is_gone());
}

TEST_F(LeftTree, OtherMountsAreNotEntered) {
  const WorkingDirectory outside;
  std::ofstream(outside.path() / "precious") << "text";
  fs::create_directories(tree / "a" / "mounted");
  const int code = outcome([&] {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, "") != 0 ||
        mount(outside.path().c_str(), (tree / "a" / "mounted").c_str(), nullptr, MS_BIND, "") != 0)
      return 77;  // this machine does not permit it
    const bool refused = remove_left_tree(tree) == std::errc::device_or_resource_busy;
    return refused && fs::exists(outside.path() / "precious") ? 0 : 1;
  });
  EXPECT_THAT(code, testing::AnyOf(0, 77));
  EXPECT_TRUE(fs::exists(outside.path() / "precious"));
}

// Makes, fills and moves directories in `tree` until it is killed. What it makes has an end: else a
// slow disk would let it grow faster than it is removed.
[[noreturn]] void be_restless(const fs::path& tree) {
  for (int i = 0;; ++i) {
    const std::string number = std::to_string(i % 50);
    const fs::path one = tree / ("one" + number);
    std::error_code ignored;
    fs::create_directories(one / "two" / "three", ignored);
    std::ofstream(one / "two" / "file") << "text";
    fs::rename(one / "two", tree / ("moved" + number), ignored);
    fs::rename(tree / ("moved" + number), one / "back", ignored);
  }
}

TEST_F(LeftTree, AProgramThatIsStillAtWorkIsNotWaitedFor) {
  const pid_t pid = fork();
  if (pid == 0) be_restless(tree);
  while (!fs::exists(tree / "one1")) sched_yield();
  for (int i = 0; i < 5; ++i) (void)remove_left_tree(tree);
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  EXPECT_FALSE(remove_left_tree(tree));
  EXPECT_TRUE(is_gone());
}

TEST_F(LeftTree, WhatCannotBeRemovedIsReported) {
  write("file");
  ASSERT_EQ(chmod(directory.path().c_str(), 0555), 0);
  EXPECT_EQ(outcome([&] {
              if (geteuid() == 0 && setuid(kNobody) != 0) return 2;
              return remove_left_tree(tree) == std::errc::permission_denied ? 0 : 1;
            }),
            0);
  EXPECT_FALSE(is_gone());
}

}  // namespace
}  // namespace pipette
