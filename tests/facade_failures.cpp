// Checks for check_test.cpp that must not pass. It finds the comments that name places.
#include <signal.h>

#include <stdexcept>

#include "facade.hpp"

using namespace pipette;

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

TEST_F(Fails, ByANumber) { ASSERT_THAT(5.5, AtMost(2, "spoons")); }

namespace {

struct Pair {
  int first;
  int second;
};

[[maybe_unused]] void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.first << " and " << pair.second;
}

}  // namespace

MATCHER(AreEqual, "two equal numbers") {
  *result_listener << "the second one is larger";
  return arg.first == arg.second;
}

TEST_F(Fails, ByAValueOfTheLabsOwn) { ASSERT_THAT((Pair{1, 2}), AreEqual()); }

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

// For doing_test.cpp: what the programs were doing when the check failed.
struct FailsDoing : Facade {
  Program shell(const std::string& command) { return student({"/bin/sh", "-c", command}); }
};

TEST_F(FailsDoing, WaitsForInput) {
  Program program = run("echoes");
  ASSERT_THAT(program.read_line(kSoon), IsBytes("hello\n"));
}

TEST_F(FailsDoing, HoldsBack) {
  Program program = run("holds_back");
  program.send("ping\n");
  ASSERT_THAT(program.read_line(kSoon), IsBytes("pong\n"));
}

TEST_F(FailsDoing, OnlyLate) {
  Program program = shell("read line; read line; sleep 100");
  program.send("one\ntwo\n");
  ASSERT_THAT(program.read_line(kSoon), IsBytes("pong\n"));
}

TEST_F(FailsDoing, Spins) {
  Program program = run("spins");
  ASSERT_THAT(program.wait_for_exit(3 * kSoon), HasEnded());
}

TEST_F(FailsDoing, NeglectsAClient) {
  Program server = run("neglects_clients", {"accept"});
  const Port port = listening(server);
  Connection quiet = connect(port);
  Connection client = connect(port);
  client.send("four");
  ASSERT_THAT(client.read_line(kSoon), IsBytes("hello\n"));
}

TEST_F(FailsDoing, TwoPrograms) {
  Program one = run("echoes");
  Program other = run("waits_in", {"join"});
  ASSERT_THAT(other.wait_for_exit(kSoon), HasEnded());
}

TEST_F(FailsDoing, ClosesBeforeTheReply) {
  Program server = run("hangs_up");
  Connection client = connect(listening(server));
  client.send("x");
  ASSERT_THAT(client.read_line(), IsBytes("hello\n"));
}

TEST_F(FailsDoing, LeavesAChild) {
  Program program = shell("sleep 100 >/dev/null 2>&1 & echo started");
  ASSERT_THAT(program.read_line(), IsBytes("started\n"));
  ASSERT_THAT(program.read_line(), IsBytes("hello\n"));
}

TEST_F(FailsDoing, FindsItsAddressInUse) {
  Program program = shell("echo 'bind: Address already in use' >&2; read line");
  ASSERT_THAT(program.read_line(kSoon), IsBytes("hello\n"));
}

TEST_F(FailsDoing, SharesAPort) {
  const Port port = unused_port();
  Program one = run("shares_port", {std::to_string(port)});
  Program other = run("shares_port", {std::to_string(port)});
  ASSERT_THAT(one.read_line(), IsBytes("ready\n"));
  ASSERT_THAT(other.read_line(), IsBytes("not ready\n"));
}

TEST_F(FailsDoing, LaterThanAnExpectedSilence) {
  Program program = run("holds_back");
  program.send("ping\n");
  const Received silence = program.read_line(kSoon);
  ASSERT_THAT(silence.bytes, "");
  program.close_stdin();
  ASSERT_THAT(program.read_line(), IsBytes("peng\n"));
}
