// Nobody survives: neither daemons nor chains nor programs that run away.
#include "engine/family.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "children.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

using testing::SizeIs;
using testing::StartsWith;

struct FamilyTest : ProgramTest {
  void await_end(const Process& process) {
    await([&] { return process.ending().has_value(); });
  }
};

void expect_alone() {
  EXPECT_THAT(family_of(getpid()), SizeIs(1));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Guardian, IsTheParentOfOrphansAndIgnoresBrokenPipes) {
  int is_subreaper = 0;
  ASSERT_EQ(prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper), 0);
  EXPECT_EQ(is_subreaper, 1);
  struct sigaction action = {};
  ASSERT_EQ(sigaction(SIGPIPE, nullptr, &action), 0);
  EXPECT_EQ(action.sa_handler, SIG_IGN);
}

TEST_F(FamilyTest, ASweepOfNothingCountsNothing) {
  EXPECT_EQ(sweep(), 0);
  expect_alone();
}

TEST_F(FamilyTest, SweepsADaemon) {
  const auto process = start("forks_daemon");
  const std::string line = line_of(*process);
  ASSERT_THAT(line, StartsWith("daemon "));
  const pid_t daemon = std::stoi(line.substr(7));
  await_end(*process);
  EXPECT_EQ(kill(daemon, SIGTERM), 0) << "it lives, and ignores this";
  EXPECT_EQ(sweep(), 1);
  EXPECT_EQ(state(daemon), '\0');
  expect_alone();
}

TEST_F(FamilyTest, SweepsAChain) {
  const auto process = start("forks_chain", {"20"});
  EXPECT_EQ(line_of(*process), "ready");
  EXPECT_THAT(family_of(process->pid()), SizeIs(21));
  process->kill();
  EXPECT_EQ(sweep(), 20);
  expect_alone();
}

TEST_F(FamilyTest, SweepsAProgramThatRunsAway) {
  const auto process = start("forks_onwards", {"2000"});
  await_end(*process);
  EXPECT_GE(sweep(), 1);
  expect_alone();
}

TEST_F(FamilyTest, DoesNotCountTheDead) {
  const auto process = start("forks_onwards", {"0"});
  const pid_t dead = fork();
  if (dead == 0) _exit(0);
  siginfo_t info{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(dead), &info, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(state(dead), 'Z');
  process->kill();
  EXPECT_EQ(sweep(), 0);
  expect_alone();
}

}  // namespace
}  // namespace pipette
