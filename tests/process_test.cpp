// A program's streams and its end: all is seen, nothing blocks, nothing is left.
#include "engine/process.hpp"

#include <sched.h>
#include <sys/wait.h>

#include "children.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct ProcessTest : ProgramTest {
  Ending ending_of(Process& process) {
    await([&] { return process.ending().has_value(); });
    return process.ending().value_or(Ending{});
  }
};

TEST_F(ProcessTest, TellsTheExitCode) {
  for (const int code : {0, 1, 3, 127, 255}) {
    const auto process = start("exits_with", {std::to_string(code)});
    EXPECT_EQ(ending_of(*process).code, code);
    EXPECT_EQ(ending_of(*process).signal, 0);
  }
}

TEST_F(ProcessTest, TellsTheSignal) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS, SIGPIPE, SIGKILL, SIGTERM,
                           SIGINT, SIGHUP, SIGXCPU, SIGXFSZ, SIGUSR1}) {
    const auto process = start("crashes", {std::to_string(signal)});
    EXPECT_EQ(ending_of(*process).signal, signal);
  }
}

TEST(Words, TellHowAProgramEnded) {
  EXPECT_EQ(words({.code = 3}), "exit code 3");
  EXPECT_THAT(words({.signal = SIGSEGV}), StartsWith("ended by SIGSEGV (it touched memory"));
  EXPECT_EQ(words({.signal = 63}), "ended by signal 63");
}

TEST_F(ProcessTest, KeepsOutputAndErrorsApart) {
  const auto process = start("writes_both");
  EXPECT_EQ(output_of(*process), "for the next program\n");
  EXPECT_EQ(process->err().inbox().unread, "for people\n");
}

TEST_F(ProcessTest, EndsInputAtOnceWhenAsked) {
  SpawnOptions given = options("echoes");
  given.quiet_input = true;
  const auto process = start(given);
  EXPECT_EQ(output_of(*process), "");
  EXPECT_EQ(ending_of(*process).code, 0);
}

TEST_F(ProcessTest, CarriesFourMebibytesBothWaysAtOnce) {
  std::string bytes;
  for (std::size_t i = 0; bytes.size() < std::size_t{4} << 20U; ++i)
    bytes += std::to_string(i) + "\n";
  const auto process = start("echoes");
  process->in().write(bytes);
  await([&] { return process->in().written(); });
  process->in().close();
  EXPECT_TRUE(output_of(*process) == bytes);
}

TEST_F(ProcessTest, StopsReadingAFlood) {
  const auto process = start("floods_stdout");
  const Inbox& inbox = process->out().inbox();
  await([&] { return inbox.flooded; });
  EXPECT_GT(inbox.unread.size(), kFloodCap);
  EXPECT_LE(inbox.unread.size(), kFloodCap + 65536);
  // The pipe is full now: the program sleeps in its write.
  await([&] { return state(process->pid()) == 'S'; });
  const std::size_t total = inbox.total;
  loop.run_ready();
  EXPECT_EQ(inbox.total, total);
}

TEST_F(ProcessTest, KeepsHeadAndTailOfLongErrors) {
  const auto process = start("floods_stderr");
  (void)output_of(*process);
  const Inbox& inbox = process->err().inbox();
  EXPECT_EQ(inbox.total, (std::size_t{1} << 20U) + std::string("first\n\nlast\n").size());
  EXPECT_LE(inbox.unread.size(), std::size_t{64} << 10U);
  EXPECT_THAT(inbox.unread, StartsWith("first\nxxx"));
  EXPECT_THAT(inbox.unread, HasSubstr("xxx\n[...]\nxxx"));
  EXPECT_THAT(inbox.unread, EndsWith("xxx\nlast\n"));
  EXPECT_FALSE(inbox.flooded);
}

TEST_F(ProcessTest, KeepsReadingWhenNotAllIsKept) {
  SpawnOptions given = options("floods_stdout");
  given.keep_all_output = false;
  const auto process = start(given);
  const Inbox& inbox = process->out().inbox();
  await([&] { return inbox.total > 2 * kFloodCap; });
  EXPECT_FALSE(inbox.flooded);
  EXPECT_LE(inbox.unread.size(), std::size_t{64} << 10U);
}

TEST_F(ProcessTest, NoticesTheEndOfEachStream) {
  const auto process = start("writes_both");
  EXPECT_FALSE(process->drained());
  await([&] { return process->drained(); });
  EXPECT_TRUE(process->out().inbox().ended);
  EXPECT_TRUE(process->err().inbox().ended);
  EXPECT_FALSE(process->out().inbox().error);
}

TEST_F(ProcessTest, AnEndIsNoticedThoughADescendantHoldsTheOutput) {
  const auto process = start("forks_daemon");
  EXPECT_THAT(line_of(*process), StartsWith("daemon "));
  EXPECT_EQ(ending_of(*process).code, 0);
  EXPECT_FALSE(process->drained());
  EXPECT_EQ(sweep(), 1);
  await([&] { return process->drained(); });
}

TEST_F(ProcessTest, NoticesThatItsInputIsNotWanted) {
  const auto process = start("exits_with", {"0"});
  (void)ending_of(*process);
  process->in().write("anybody there?");
  await([&] { return process->in().written(); });
  EXPECT_EQ(process->in().write_error(), std::errc::broken_pipe);
}

TEST_F(ProcessTest, SendsWhatIsWrittenInOrder) {
  const auto process = start("echoes");
  const std::string large(1 << 20, 'a');
  process->in().write(large);
  process->in().write("b");
  process->in().write("c\n");
  EXPECT_TRUE(line_of(*process) == large + "bc");
}

TEST_F(ProcessTest, StopsAndGoesOn) {
  const auto process = start("echoes");
  process->signal(SIGSTOP);
  await([&] { return state(process->pid()) == 'T'; });
  process->in().write("hello\n");
  await([&] { return process->in().written(); });
  EXPECT_EQ(process->out().inbox().total, 0U);
  process->signal(SIGCONT);
  EXPECT_EQ(line_of(*process), "hello");
}

TEST_F(ProcessTest, AProgramMayIgnoreASignal) {
  const auto process = start("ignores_sigterm");
  EXPECT_EQ(line_of(*process), "ready");
  process->signal(SIGTERM);
  process->in().write("still here\n");
  EXPECT_EQ(line_of(*process), "still here");
  process->kill();
  EXPECT_EQ(process->ending()->signal, SIGKILL);
}

TEST_F(ProcessTest, TheDestructorKillsAndReaps) {
  auto process = start("ignores_sigterm");
  const pid_t pid = process->pid();
  process.reset();
  EXPECT_EQ(waitpid(pid, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
  EXPECT_EQ(state(pid), '\0');
}

TEST_F(ProcessTest, AnEndThatNobodyHasSeenIsStillTold) {
  const auto process = start("crashes", {std::to_string(SIGSEGV)});
  const Deadline patience(kPatience);
  while (state(process->pid()) != 'Z' && !patience.passed()) sched_yield();
  process->kill();
  ASSERT_TRUE(process->ending().has_value());
  EXPECT_EQ(process->ending()->signal, SIGSEGV);
}

// What is still queued for the streams of one program must not be taken for the end of the next.
TEST_F(ProcessTest, AnEndIsNoticedHoweverManyProgramsCameBefore) {
  for (int i = 0; i < 50; ++i) {
    (void)ending_of(*start("writes_both"));
    const auto process = start("sleeps");
    loop.run_ready();
    EXPECT_FALSE(process->ending().has_value());
    kill(process->pid(), SIGTERM);
    ASSERT_EQ(ending_of(*process).signal, SIGTERM);
  }
}

TEST_F(ProcessTest, KillingTwiceIsHarmless) {
  const auto process = start("sleeps");
  process->kill();
  process->kill();
  process->signal(SIGTERM);
  loop.run_ready();
  EXPECT_EQ(process->ending()->signal, SIGKILL);
}

TEST_F(ProcessTest, TheTranscriptTellsTheWholeLife) {
  const auto process = start("echoes");
  process->in().write("hi\n");
  EXPECT_EQ(line_of(*process), "hi");
  process->in().close();
  await([&] { return process->drained(); });
  std::string told;
  for (const std::string& line : story(transcript)) told += line + "\n";
  EXPECT_THAT(told, HasSubstr("program: started as: echoes\n"));
  EXPECT_THAT(told, HasSubstr("grader --> stdin     \"hi\\n\"\n"));
  EXPECT_THAT(told, HasSubstr("grader <-- stdout    \"hi\\n\"\n"));
  EXPECT_THAT(told, HasSubstr("stdout: end of data\n"));
  EXPECT_THAT(told, HasSubstr("program: exit code 0\n"));
}

}  // namespace
}  // namespace pipette
