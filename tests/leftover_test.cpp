// Whatever a program leaves in its directory, reading it cannot hurt, hang or leak, and removing it
// takes nothing else along.
#include "engine/leftover.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "children.hpp"
#include "core/error.hpp"
#include "engine/beneath.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLimit = 1000;
constexpr uid_t kNobody = 65534;

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

// A child of this process; whatever it does, it is gone when the test is over.
class Sibling {
 public:
  explicit Sibling(const std::function<void()>& life) : pid_(fork()) {
    if (pid_ != 0) return;
    life();
    _exit(0);
  }
  ~Sibling() {
    if (pid_ > 0) kill(pid_, SIGKILL);
    (void)exit_code();
  }
  Sibling(const Sibling&) = delete;
  Sibling& operator=(const Sibling&) = delete;
  int exit_code() {
    int status = -1;
    if (pid_ > 0) waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
};

// Both ways to find a file; what they say of it must be the same.
struct Way {
  const char* name;
  Find find;
};

struct LeftFileTest : testing::TestWithParam<Way> {
  LeftFile read(const std::string& path, const std::vector<uid_t>& owners = {}) const {
    const Descriptor open_directory(open(at("").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    return GetParam().find == nullptr
               ? read_left_file(open_directory.get(), path, kLimit, owners)
               : read_left_file_with(GetParam().find, open_directory.get(), path, kLimit, owners);
  }
  std::string problem(const std::string& path, const std::vector<uid_t>& owners = {}) const {
    const LeftFile file = read(path, owners);
    EXPECT_EQ(file.bytes, "") << path;
    return file.problem.value_or("");
  }
  fs::path at(const std::string& path) const { return directory.path() / path; }

  WorkingDirectory directory;
};

INSTANTIATE_TEST_SUITE_P(Ways, LeftFileTest,
                         testing::Values(Way{"Usual", nullptr}, Way{"Walking", find_by_walking}),
                         [](const auto& way) { return way.param.name; });

TEST_P(LeftFileTest, GivesTheBytesOfARegularFile) {
  const std::string all("line\n\0\xFF\x1b", 8);
  write(at("out.txt"), all);
  fs::create_directories(at("a/b"));
  write(at("a/b/empty"), "");
  EXPECT_EQ(read("out.txt").bytes, all);
  EXPECT_EQ(read("out.txt").problem, std::nullopt);
  EXPECT_EQ(read("a/b/empty").bytes, "");
  EXPECT_EQ(read("a/b/empty").problem, std::nullopt);
}

TEST_P(LeftFileTest, TheLimitIsTheLargestSize) {
  write(at("exact"), std::string(kLimit, 'x'));
  write(at("larger"), std::string(kLimit + 1, 'x'));
  EXPECT_EQ(read("exact").bytes, std::string(kLimit, 'x'));
  EXPECT_EQ(problem("larger"), "larger is larger than 1000 bytes");
}

TEST_P(LeftFileTest, ASparseTebibyteIsTooLargeAtOnce) {
  write(at("sparse"), "x");
  ASSERT_EQ(truncate(at("sparse").c_str(), off_t{1} << 40U), 0);
  EXPECT_EQ(problem("sparse"), "sparse is larger than 1000 bytes");
}

TEST_P(LeftFileTest, LinksAreNotFollowed) {
  fs::create_directory(at("real"));
  write(at("real/file"), "text");
  fs::create_symlink("real/file", at("link"));
  fs::create_symlink("/etc/passwd", at("out"));
  fs::create_symlink("nowhere", at("dangling"));
  fs::create_symlink("loop", at("loop"));
  fs::create_directory_symlink("real", at("inside"));
  fs::create_directory_symlink("/etc", at("outside"));
  for (const char* name : {"link", "out", "dangling", "loop"})
    EXPECT_EQ(problem(name), std::string(name) + " is a symbolic link");
  EXPECT_EQ(problem("inside/file"), "inside is a symbolic link");
  EXPECT_EQ(problem("outside/passwd"), "outside is a symbolic link");
}

TEST_P(LeftFileTest, WhatIsNoFileIsNamedAndNotOpened) {
  ASSERT_EQ(mkfifo(at("fifo").c_str(), 0600), 0);
  fs::create_directory(at("directory"));
  const Descriptor unix_socket(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  at("socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(bind(unix_socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
            0);
  EXPECT_EQ(problem("fifo"), "fifo is a FIFO, not a file");
  EXPECT_EQ(problem("directory"), "directory is a directory, not a file");
  EXPECT_EQ(problem("socket"), "socket is a socket, not a file");
  // Only root can make a device, and not in every container.
  if (mknod(at("device").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0) {
    EXPECT_EQ(problem("device"), "device is a device, not a file");
  }
}

TEST_P(LeftFileTest, SaysWhichPartOfThePathIsMissing) {
  write(at("file"), "text");
  fs::create_directory(at("logs"));
  EXPECT_EQ(problem("none"), "none does not exist");
  EXPECT_EQ(problem("none/out"), "none does not exist");
  EXPECT_EQ(problem("logs/none/out"), "logs/none does not exist");
  EXPECT_EQ(problem("file/out"), "file is not a directory");
}

// Root may read everything, so this is looked at by somebody else.
TEST_P(LeftFileTest, SaysThatPermissionIsMissing) {
  ASSERT_EQ(chmod(directory.path().c_str(), 0777), 0);
  Sibling nobody([&] {
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(2);
    write(at("locked"), "text");
    fs::create_directory(at("closed"));
    write(at("closed/file"), "text");
    const bool ready = chmod(at("locked").c_str(), 0) == 0 && chmod(at("closed").c_str(), 0) == 0;
    const bool said = problem("locked") == "locked cannot be read (permission denied)" &&
                      problem("closed/file") == "closed/file cannot be reached (permission denied)";
    const bool closed = chmod(at("closed").c_str(), 0700) == 0;
    _exit(ready && said && closed ? 0 : 1);
  });
  EXPECT_EQ(nobody.exit_code(), 0);
}

TEST_P(LeftFileTest, AForeignFileIsNotReadThroughAHardLink) {
  const uid_t me = geteuid();
  write(at("own"), "text");
  fs::create_hard_link(at("own"), at("second name"));
  EXPECT_EQ(read("second name", {me}).bytes, "text") << "two names of the program's own file";
  EXPECT_EQ(read("second name", {me + 1, me}).bytes, "text");
  EXPECT_EQ(problem("second name", {me + 1}), "second name belongs to another user");
  EXPECT_EQ(read("second name").bytes, "text") << "nobody asked";
}

TEST_P(LeftFileTest, AnotherMountIsNotEntered) {
  // A namespace of its own, so that the mount goes with the child; not every container permits it.
  fs::create_directory(at("mounted"));
  Sibling inside([&] {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, "") != 0 ||
        mount(directory.path().c_str(), at("mounted").c_str(), nullptr, MS_BIND, "") != 0)
      _exit(77);
    write(at("file"), "text");
    const std::string wanted = "mounted lies on another disk (a mount point)";
    _exit(problem("mounted/file") == wanted && read("file").bytes == "text" ? 0 : 1);
  });
  EXPECT_THAT(inside.exit_code(), testing::AnyOf(0, 77));
}

TEST_P(LeftFileTest, APathThatDoesNotLeadDownIsAMistakeOfTheCheck) {
  fs::create_directory(at("a"));
  write(at("a/file"), "text");
  for (const std::string& path :
       {std::string(), std::string("/"), std::string("/etc/passwd"), std::string(".."),
        std::string("../a/file"), std::string("a/../a/file"), std::string("a/.."), std::string("."),
        std::string("./a/file"), std::string("a//file"), std::string("a/file/"),
        std::string("a\0b", 3), std::string(256, 'x'), std::string(5000, 'x')})
    EXPECT_THROW((void)read(path), HarnessError) << path;
}

// Who opens a leased file without O_NONBLOCK waits until the holder lets go (fcntl(2), F_SETLEASE).
TEST_P(LeftFileTest, AFileThatAProgramHoldsIsNotWaitedFor) {
  write(at("held"), "text");
  ASSERT_EQ(mkfifo(at("ready").c_str(), 0600), 0);
  const Sibling holder([&] {
    signal(SIGIO, SIG_IGN);
    const Descriptor file(open(at("held").c_str(), O_RDWR));
    const bool held = fcntl(file.get(), F_SETLEASE, F_WRLCK) == 0;
    std::ofstream(at("ready")) << (held ? "held" : "not possible here");
    pause();
  });
  std::string ready;
  std::getline(std::ifstream(at("ready")), ready);
  if (ready != "held") GTEST_SKIP() << "no leases on this file system";
  EXPECT_EQ(problem("held"), "held cannot be read (a program holds a lock on it, F_SETLEASE)");
}

TEST_P(LeftFileTest, AFileThatGrowsAndShrinksIsCutOrRefused) {
  write(at("restless"), "");
  const Sibling writer([&] {
    const Descriptor file(open(at("restless").c_str(), O_RDWR));
    for (off_t size = 1;; size = (size * 7 + 1) % off_t{2 * kLimit})
      if (ftruncate(file.get(), size) != 0) _exit(1);
  });
  for (int i = 0; i < 2000; ++i) {
    const LeftFile file = read("restless");
    ASSERT_LE(file.bytes.size(), kLimit);
    if (file.problem) {
      ASSERT_EQ(*file.problem, "restless is larger than 1000 bytes");
    }
  }
}

TEST_P(LeftFileTest, AFileThatBecomesALinkIsNeverFollowed) {
  const WorkingDirectory outside;
  write(outside.path() / "secret", "secret");
  write(at("file"), "mine");
  fs::create_symlink(outside.path() / "secret", at("link"));
  const Sibling swapper([&] {
    while (renameat2(AT_FDCWD, at("file").c_str(), AT_FDCWD, at("link").c_str(), RENAME_EXCHANGE) ==
           0) {
    }
  });
  for (int i = 0; i < 5000; ++i) {
    const LeftFile file = read("file");
    if (file.problem) {
      ASSERT_EQ(*file.problem, "file is a symbolic link");
    } else {
      ASSERT_EQ(file.bytes, "mine");
    }
  }
}

TEST(LeftFile, TheKernelsWayIsUsedWhereThereIsOne) {
  const WorkingDirectory directory;
  fs::create_directory(directory.path() / "a");
  write(directory.path() / "a" / "file", "text");
  const Descriptor here(open(directory.path().c_str(), O_PATH | O_CLOEXEC));
  const Found found = find_by_kernel(here.get(), "a/file");
  if (!found.place.is_open()) {
    EXPECT_THAT(errno, testing::AnyOf(ENOSYS, EPERM)) << "an old kernel, or a strict container";
    return;
  }
  EXPECT_EQ(read_left_file_with(find_by_kernel, here.get(), "a/file", 9, {}).bytes, "text");
}

TEST(LeftFile, ABadDescriptorIsAFaultOfOurs) {
  EXPECT_THROW((void)read_left_file(-1, "file", 9), HarnessError);
  const Descriptor file(open("/dev/null", O_RDONLY | O_CLOEXEC));
  EXPECT_THROW((void)read_left_file(file.get(), "file", 9), HarnessError);
}

}  // namespace
}  // namespace pipette
