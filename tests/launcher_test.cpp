// A program gets what it is given and nothing else, and a program that cannot be started is a fact.
#include "engine/launcher.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "children.hpp"
#include "core/error.hpp"

namespace pipette {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

namespace fs = std::filesystem;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

struct LauncherTest : ProgramTest {
  std::vector<std::string> printed(const SpawnOptions& given) {
    const auto process = start(given);
    EXPECT_TRUE(process->started());
    return lines(output_of(*process));
  }
  std::vector<std::string> printed(const std::string& name) { return printed(options(name)); }

  LaunchFailure failure_of(const fs::path& executable) {
    SpawnOptions given = options("sleeps");
    given.executable = executable;
    const auto process = start(given);
    EXPECT_FALSE(process->started());
    return process->failure();
  }
};

void expect_failure(const LaunchFailure& failure, const std::string& step, int error) {
  ASSERT_NE(failure.step, nullptr);
  EXPECT_EQ(failure.step, step);
  EXPECT_EQ(failure.error, error);
}

// The file descriptors in a list of prints_descriptors.
std::vector<std::string> numbers(const std::vector<std::string>& descriptors) {
  std::vector<std::string> all;
  for (const std::string& line : descriptors) all.push_back(line.substr(0, line.find(' ')));
  return all;
}

TEST_F(LauncherTest, PassesNoOtherDescriptorsOn) {
  const int leaky = open("/dev/null", O_RDONLY);  // NOLINT: without O_CLOEXEC on purpose
  const int high = fcntl(leaky, F_DUPFD, 500);
  EXPECT_THAT(numbers(printed("prints_descriptors")), ElementsAre("0", "1", "2"));
  close(leaky);
  close(high);
}

TEST_F(LauncherTest, GivesOneMoreDescriptorAsNumberThree) {
  SpawnOptions given = options("prints_descriptors");
  given.extra = open("/dev/zero", O_RDONLY | O_CLOEXEC);
  const auto descriptors = printed(given);
  EXPECT_THAT(numbers(descriptors), ElementsAre("0", "1", "2", "3"));
  EXPECT_EQ(descriptors.back(), "3 /dev/zero");
  EXPECT_EQ(close(given.extra), 0) << "it stays the caller's";
}

TEST_F(LauncherTest, GivesOnlyTheEnvironmentNamed) {
  setenv("PIPETTE_SECRET", "1", 1);
  SpawnOptions given = options("prints_environment");
  given.environment = {"ONE=1", "TWO=two words", "EMPTY="};
  EXPECT_THAT(printed(given), ElementsAre("ONE=1", "TWO=two words", "EMPTY="));
  given.environment = {};
  EXPECT_THAT(printed(given), IsEmpty());
}

TEST_F(LauncherTest, PassesArgumentsAsTheyAre) {
  SpawnOptions given = options("says", {"a b\t'$HOME' * \xFF"});
  EXPECT_THAT(printed(given), ElementsAre("a b\t'$HOME' * \xFF"));
}

TEST_F(LauncherTest, ResetsSignals) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  sigset_t before;
  sigprocmask(SIG_BLOCK, &blocked, &before);
  const auto handler = signal(SIGUSR2, SIG_IGN);  // SIGPIPE is ignored already: guardian_main.cpp
  EXPECT_THAT(printed("prints_signals"), IsEmpty());
  signal(SIGUSR2, handler);
  sigset_t now;
  sigprocmask(SIG_SETMASK, &before, &now);
  EXPECT_EQ(sigismember(&now, SIGUSR1), 1) << "the parent's own mask stays";
  EXPECT_EQ(sigismember(&now, SIGTERM), 0);
}

TEST_F(LauncherTest, SetsLimits) {
  SpawnOptions given = options("prints_limits");
  given.limits = {.cpu_seconds = 5,
                  .file_bytes = 1 << 20,
                  .descriptors = 100,
                  .processes = 2000,
                  .memory_bytes = std::uint64_t{1} << 32U};
  EXPECT_THAT(printed(given),
              ElementsAre("core 0 0", "cpu 5 6", "file 1048576 1048576", "descriptors 100 100",
                          "processes 2000 2000", "memory 4294967296 4294967296"));
}

TEST_F(LauncherTest, LeavesOtherLimitsAsTheyAre) {
  rlimit own{};
  getrlimit(RLIMIT_NOFILE, &own);
  const std::string wanted =
      "descriptors " + std::to_string(own.rlim_cur) + " " + std::to_string(own.rlim_max);
  EXPECT_THAT(printed("prints_limits"), testing::Contains(wanted));
}

TEST_F(LauncherTest, StartsInTheDirectoryGiven) {
  EXPECT_THAT(printed("prints_directory"), ElementsAre(fs::canonical(directory.path()).string()));
}

TEST_F(LauncherTest, GivesAnOwnSession) {
  const auto process = start("prints_session");
  const std::string pid = std::to_string(process->pid());
  EXPECT_EQ(output_of(*process), pid + " " + pid + " " + pid + "\n");
}

TEST_F(LauncherTest, AMissingExecutableIsAFact) {
  expect_failure(failure_of(directory.path() / "nothing"), "exec", ENOENT);
}

TEST_F(LauncherTest, ADirectoryIsNoExecutable) {
  expect_failure(failure_of(directory.path()), "exec", EACCES);
}

TEST_F(LauncherTest, AFileWithoutPermissionIsNoExecutable) {
  const fs::path file = directory.path() / "file";
  fs::copy_file(child("says"), file);
  chmod(file.c_str(), 0644);
  expect_failure(failure_of(file), "exec", EACCES);
}

TEST_F(LauncherTest, ATextWithoutInterpreterIsNoExecutable) {
  const fs::path file = directory.path() / "file";
  std::ofstream(file) << "echo hello\n";
  chmod(file.c_str(), 0755);
  expect_failure(failure_of(file), "exec", ENOEXEC);
}

TEST_F(LauncherTest, AMissingInterpreterIsAFact) {
  const fs::path file = directory.path() / "file";
  std::ofstream(file) << "#!/no/such/interpreter\n";
  chmod(file.c_str(), 0755);
  expect_failure(failure_of(file), "exec", ENOENT);
}

TEST_F(LauncherTest, AMissingDirectoryIsAFaultOfOurs) {
  SpawnOptions given = options("says", {"hello"});
  given.directory = directory.path() / "nowhere";
  EXPECT_THROW(start(given), HarnessError);
}

TEST_F(LauncherTest, AFailedStartLeavesNoDescriptorOpen) {
  const auto count = [] {
    const fs::directory_iterator all("/proc/self/fd");
    return std::distance(begin(all), end(all));
  };
  (void)failure_of(directory.path());  // what the loop opens once is open now
  const auto before = count();
  for (int i = 0; i < 10; ++i) (void)failure_of(directory.path());
  EXPECT_EQ(count(), before);
}

TEST_F(LauncherTest, WorksWithoutAnInputOfItsOwn) {
  const int kept = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 100);
  close(STDIN_FILENO);
  const auto process = start("echoes");
  const bool reused = fcntl(STDIN_FILENO, F_GETFD) >= 0;
  process->in().write("hello\n");
  EXPECT_EQ(line_of(*process), "hello");
  process->in().close();
  EXPECT_EQ(output_of(*process), "");
  EXPECT_EQ(process->ending()->code, 0);
  EXPECT_FALSE(reused) << "the child's end is closed in the parent";
  dup2(kept, STDIN_FILENO);
  close(kept);
}

// A helper that starts a program, says that it is there, and dies of `signal` (0: by itself).
void helper(const SpawnOptions& given, int report, int signal) {
  Loop loop;
  Transcript transcript;
  const Process process(loop, transcript, given);
  const pid_t pid = process.pid();
  if (write(report, &pid, sizeof pid) == sizeof pid && signal != 0) raise(signal);
  _exit(0);  // without destructors
}

// The program holds the pipe open as its descriptor 3, so that its end is the end of the pipe.
void expect_death_with_parent(const SpawnOptions& sleeper, int signal) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(pipe2(pipe.data(), O_CLOEXEC), 0);
  SpawnOptions given = sleeper;
  given.extra = pipe[1];
  const pid_t parent = fork();
  if (parent == 0) helper(given, pipe[1], signal);
  close(pipe[1]);
  pid_t pid = 0;
  ASSERT_EQ(read(pipe[0], &pid, sizeof pid), sizeof pid);
  EXPECT_EQ(waitpid(parent, nullptr, 0), parent);
  pollfd end{.fd = pipe[0], .events = POLLIN, .revents = 0};
  constexpr int kPatienceInMs = 60000;
  EXPECT_EQ(poll(&end, 1, kPatienceInMs), 1) << "the program lives on";
  close(pipe[0]);
  int status = 0;
  ASSERT_EQ(waitpid(pid, &status, 0), pid) << "an orphan comes to its guardian";
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGTERM) << "whoever is trusted may end in order";
}

TEST_F(LauncherTest, ProgramsDieWithTheirParent) {
  expect_death_with_parent(options("sleeps"), 0);
  expect_death_with_parent(options("sleeps"), SIGKILL);
}

}  // namespace
}  // namespace pipette
