// Checks for check_test.cpp that must pass: every verb, on the programs of tests/children.
#include <signal.h>

#include "facade.hpp"

using namespace pipette;

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

TEST_F(Life, LeavesUtc) {
  leave_utc();
  Program program = run("prints_environment");
  ASSERT_THAT(program.read_to_end().bytes, testing::HasSubstr("TZ=XYZ-5:45"));
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
  ASSERT_THAT(reach({.port = port}), testing::Not(IsRefused()));
  ASSERT_THAT(reach({.port = port, .address = "127.0.0.2"}), IsRefused());
}

TEST_F(Facade, ReadsTheAnnouncement) {
  const Port wanted = unused_port();
  Program server = run("opens_listener", {std::to_string(wanted)});
  ASSERT_EQ(announced(server), wanted);
}

TEST_F(Facade, FindsThePortWithoutAnAnnouncement) {
  Program server = run("opens_listener", {"0", "silent"});
  ASSERT_THAT(reach({.port = listening(server)}), testing::Not(IsRefused()));
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
