// Checks for check_test.cpp: each uses some verbs on the programs of tests/children. They run as a
// lab's checks do; the command behind -- is /usr/bin/env, which becomes the program named.
#include <signal.h>

#include <stdexcept>

#include "check/check.hpp"

using namespace pipette;

constexpr Within kSoon = std::chrono::milliseconds(200);

struct Facade : Check {
  Program run(const std::string& name, std::vector<std::string> arguments = {},
              Stdin input = Stdin::open, Location at = Location::current()) {
    arguments.insert(arguments.begin(), PIPETTE_BINARY_DIR "/bin/children/" + name);
    return student(arguments, input, at);
  }
};

struct Pipes : Facade {};

TEST_F(Pipes, ReadsLinesAndTheEnd) {
  requirement("Lines come one after the other.", "Because.");
  hint({.look = "look here", .think = "think this", .experiment = "try that"});
  Program program = run("says", {"one\ntwo\nrest"});
  ASSERT_THAT(program.read_line(), IsBytes("one\n"));
  ASSERT_THAT(program.read_line(), IsBytes("two\n"));
  ASSERT_THAT(program.read_to_end(), IsBytes("rest"));
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

TEST_F(Pipes, ReadsUpToAMarkOrANumber) {
  Program program = run("says", {"header\r\n\r\nbody and more"});
  ASSERT_THAT(program.read_until("\r\n\r\n"), IsBytes("header\r\n\r\n"));
  ASSERT_THAT(program.read_exactly(4), IsBytes("body"));
  ASSERT_THAT(program.wait_for_exit(), HasEnded());
  ASSERT_THAT(program.read_available(), IsBytes(" and more"));
  ASSERT_THAT(program.read_available(), IsBytes(""));
}

TEST_F(Pipes, SendsAndEndsTheInput) {
  Program program = run("echoes");
  program.send("whole\n");
  program.send_byte_by_byte("pieces\n");
  program.close_stdin();
  ASSERT_THAT(program.read_to_end(), IsBytes("whole\npieces\n"));
}

TEST_F(Pipes, CarriesAMebibyteBothWays) {
  const std::string word = random_word(1 << 20);
  Program program = run("echoes");
  program.send(word);
  ASSERT_THAT(program.read_exactly(word.size()), IsBytes(word));
}

TEST_F(Pipes, StartsAtTheEndOfTheInput) {
  Program program = run("echoes", {}, Stdin::at_end);
  ASSERT_THAT(program.read_to_end(), IsBytes(""));
}

TEST_F(Pipes, ReadsStandardError) {
  Program program = run("writes_both");
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
  ASSERT_THAT(program.stderr_so_far(), SaysSomething());
  ASSERT_EQ(program.stderr_so_far(), "for people\n");
}

TEST_F(Pipes, ClosesTheOutput) {
  Program program = run("floods_stdout");
  program.close_stdout();
  ASSERT_EQ(program.wait_for_exit().signal, SIGPIPE);
}

struct Life : Facade {};

TEST_F(Life, SendsSignals) {
  Program program = run("sleeps");
  program.settle();
  program.signal(SIGTERM);
  ASSERT_EQ(program.wait_for_exit().signal, SIGTERM);
}

TEST_F(Life, PausesAndResumes) {
  Program program = run("echoes");
  program.settle();
  program.pause();
  program.send("hello\n");
  ASSERT_EQ(program.idle_cpu(std::chrono::milliseconds(20)), 0);
  ASSERT_THAT(program.read_available(), IsBytes(""));
  program.resume();
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

TEST_F(Life, Kills) {
  Program program = run("ignores_sigterm");
  ASSERT_THAT(program.read_line(), IsBytes("ready\n"));
  program.kill();
  ASSERT_EQ(program.wait_for_exit().signal, SIGKILL);
}

TEST_F(Life, Measures) {
  Program program = run("starts_threads", {"2"});
  ASSERT_THAT(program.read_line(), IsBytes("ready\n"));
  ASSERT_THAT(static_cast<double>(program.threads()), AtMost(3, "threads"));
  ASSERT_EQ(program.threads(), 3U);
  ASSERT_EQ(program.open_descriptors(), 3U);
  ASSERT_GT(program.resident_bytes(), 0U);
  ASSERT_GT(program.cpu_time(), Within(0));
}

TEST_F(Life, LeavesSomebodyBehind) {
  Program program = run("forks_daemon");
  ASSERT_THAT(program.read_until("daemon "), IsBytes("daemon "));
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

struct Sockets : Facade {
  Program server = run("serves_echo", {"0"});
  Port port = listening(server);
};

TEST_F(Sockets, Converse) {
  Connection client = connect(port);
  client.send("hello\n");
  ASSERT_THAT(client.read_line(), IsBytes("hello\n"));
  client.send_byte_by_byte("bytes\n");
  client.finish_sending();
  ASSERT_THAT(client.read_to_end(), IsBytes("bytes\n"));
}

TEST_F(Sockets, EndInEveryWay) {
  connect(port).close();
  Connection reset = connect(port);
  reset.send("x");
  ASSERT_THAT(reset.read_exactly(1), IsBytes("x"));
  reset.reset();
  Connection next = connect(port);
  next.send("still there?\n");
  ASSERT_THAT(next.read_line(), IsBytes("still there?\n"));
}

TEST_F(Sockets, PauseAndResume) {
  const std::string word = random_word(1 << 20);
  Connection client = connect({.port = port, .receive_buffer = 4096});
  client.pause_reading();
  client.send_without_waiting(word);
  client.send_without_waiting("!");
  ASSERT_EQ(client.unread(), 0U);
  client.resume_reading();
  ASSERT_THAT(client.read_until("!"), IsBytes(word + "!"));
}

TEST_F(Sockets, AreReachableOrNot) {
  ASSERT_TRUE(reachable({.port = port}));
  ASSERT_FALSE(reachable({.port = port, .address = "127.0.0.2"}));
}

TEST_F(Facade, ReadsTheAnnouncement) {
  const Port wanted = unused_port();
  Program server = run("opens_listener", {std::to_string(wanted)});
  ASSERT_EQ(announced(server), wanted);
}

TEST_F(Facade, FindsThePortWithoutAnAnnouncement) {
  Program server = run("opens_listener", {"0", "silent"});
  ASSERT_TRUE(reachable({.port = listening(server)}));
}

TEST_F(Facade, WaitsForALingeringConnection) {
  Program server = run("hangs_up");
  const Port port = listening(server);
  Connection client = connect(port);
  client.send("x");
  ASSERT_THAT(client.read_to_end(), IsBytes(""));
  client.close();
  require_lingering(port);
}

// From here on checks that must not pass. The comments are found by check_test.cpp.

struct Fails : Facade {};

TEST_F(Fails, ByMismatch) {
  requirement("It says hello.", "Because.");
  hint({.look = "look here", .think = "think this", .experiment = "try that"});
  Program program = run("says", {"hallo\n"});
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));  // place of Fails.ByMismatch
}

TEST_F(Fails, ByWaitingInVain) {
  Program program = run("sleeps");
  ASSERT_THAT(program.read_line(kSoon), IsBytes("hello\n"));
}

TEST_F(Fails, ByAnEarlyEnd) {
  Program program = run("says", {"hel"});
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

TEST_F(Fails, ByAReset) {
  Program server = run("resets");
  Connection client = connect(listening(server));
  client.send("x");
  ASSERT_THAT(client.read_line(), IsBytes("hello\n"));
}

TEST_F(Fails, ByACrash) {
  Program program = run("crashes", {std::to_string(SIGSEGV)});
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

TEST_F(Fails, ByACrashAtTheEnd) {
  Program program = run("crashes", {std::to_string(SIGABRT)});
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

TEST_F(Fails, ByAFlood) {
  Program program = run("floods_stdout");
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

TEST_F(Fails, ByAWrongExitCode) {
  Program program = run("exits_with", {"3"});
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

TEST_F(Fails, ByNotEnding) {
  Program program = run("sleeps");
  ASSERT_THAT(program.wait_for_exit(kSoon), HasEnded());
}

TEST_F(Fails, ByNotReading) {
  Program program = run("sleeps");
  program.send(std::string(1 << 20, 'x'), kSoon);  // place of Fails.ByNotReading
}

TEST_F(Fails, ByRefusingConnections) { (void)connect(unused_port()); }

TEST_F(Fails, ByHavingEndedBeforeThePause) {
  Program program = run("exits_with", {"0"});
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
  program.pause();
}

TEST_F(Fails, WithErrorsForPeople) {
  Program program = run("writes_both");
  ASSERT_THAT(program.read_to_end(), IsBytes("for nobody\n"));
}

TEST_F(Fails, ByAnExpectation) {
  Program program = run("says", {"hallo\n"});
  EXPECT_THAT(program.read_line(), IsBytes("hello\n"));  // place of Fails.ByAnExpectation
  EXPECT_THAT(program.read_to_end(), IsBytes("more\n"));
  program.pause();
}

TEST_F(Fails, AndLeavesAChainBehind) {
  Program program = run("forks_chain", {"5"});
  ASSERT_THAT(program.read_line(), IsBytes("steady\n"));
}

struct FailsInAHelper : Facade {
  static void helper(Program& program) {
    ASSERT_THAT(program.read_line(), IsBytes("hello\n"));  // place of FailsInAHelper.StopsAtOnce
  }
};

TEST_F(FailsInAHelper, StopsAtOnce) {
  Program program = run("says", {"hallo\n"});
  helper(program);
  throw std::logic_error("the check went on");
}

struct Impatient : Facade {};  // these wait until the check's time is over

TEST_F(Impatient, ServerThatNeverListens) {
  Program server = run("sleeps");
  (void)listening(server);
}

TEST_F(Impatient, NothingLingers) { require_lingering(unused_port()); }

TEST_F(Impatient, NeverAnnounced) {
  Program server = run("opens_listener", {"0", "silent"});
  (void)announced(server);
}

struct Broken : Facade {};

TEST_F(Broken, ByAnException) {
  Program program = run("sleeps");
  throw std::runtime_error("a fault\x1B of the check");
}

TEST_F(Broken, ByAnythingElseThatIsThrown) {
  Program program = run("sleeps");
  throw 42;  // NOLINT
}

TEST_F(Broken, ButTheNextOneRuns) {
  Program program = run("says", {"hello\n"});
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

struct BrokenFixture : Facade {
  BrokenFixture() { throw std::runtime_error("a fault of the fixture"); }
};

TEST_F(BrokenFixture, NeverRuns) { FAIL(); }

struct Starts : Check {};

TEST_F(Starts, TheProgram) { (void)student(); }
