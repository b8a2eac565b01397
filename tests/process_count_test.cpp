// Counts what RLIMIT_NPROC counts. It does not apply to root, so root becomes somebody else first.
#include "engine/process_count.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace pipette {
namespace {

constexpr uid_t kNobodyElse = 61090;  // a user whom nobody else on this machine is

// Runs as an ordinary user who has `more` other processes, and leaves with 0 if they were counted.
[[noreturn]] void count_as_a_user(std::uint64_t more) {
  const bool alone = geteuid() == 0;
  if (alone && setresuid(kNobodyElse, kNobodyElse, kNobodyElse) != 0) _exit(2);
  const std::uint64_t before = processes_of_our_user();
  std::array<int, 2> end{};
  if (pipe(end.data()) != 0) _exit(3);
  for (std::uint64_t i = 0; i < more; ++i) {
    if (fork() != 0) continue;
    close(end[1]);
    char byte = 0;
    _exit(read(end[0], &byte, 1) == 0 ? 0 : 1);  // until its parent ends
  }
  const std::uint64_t after = processes_of_our_user();
  // An ordinary user has other processes, which come and go.
  const bool right = alone ? before == 1 && after == 1 + more : after >= more;
  _exit(right ? 0 : 1);
}

TEST(ProcessesOfOurUser, AreThoseThatTheLimitCounts) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) count_as_a_user(20);
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace pipette
