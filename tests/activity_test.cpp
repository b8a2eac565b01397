// What a program is doing is told rightly, and in words for people.
#include "engine/activity.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <regex>

#include "backends.hpp"
#include "children.hpp"
#include "engine/activity_parts.hpp"
#include "engine/socket.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Matcher;
using testing::SizeIs;
using testing::StartsWith;
using testing::UnorderedElementsAre;
using Lines = std::vector<std::string>;

struct ActivityTest : ProgramTest {
  Activity look(Process& process) {
    return activity({.pid = process.pid(),
                     .streams = standard_streams(process),
                     .clients = clients,
                     .before = before});
  }

  // Looks until the lines are these: a program needs a moment to get where it waits.
  Activity told(Process& process, const Matcher<Lines>& lines) {
    Activity seen;
    const auto fits = [&] {
      seen = look(process);
      return lines.Matches(seen.lines);
    };
    EXPECT_TRUE(loop.wait(fits, Deadline(kPatience), kOften)) << testing::PrintToString(seen.lines);
    return seen;
  }

  // What "waits_in" does in one of its ways.
  Activity told_of(const std::string& way, const Matcher<Lines>& lines) {
    const auto process = start("waits_in", {way});
    Activity seen = told(*process, lines);
    process->kill();
    (void)sweep();
    return seen;
  }

  std::unique_ptr<TcpClient> connect(std::uint16_t port, const std::string& lane) {
    auto client =
        std::make_unique<TcpClient>(loop, transcript, ConnectOptions{.port = port, .lane = lane});
    await([&] { return client->settled(); });
    EXPECT_FALSE(client->error());
    clients.push_back({lane, client->local_port(), client->remote_port()});
    return client;
  }

  std::uint16_t announced_port(Process& server) {
    const std::string line = line_of(server);
    return static_cast<std::uint16_t>(std::stoi(line.substr(line.find(':') + 1)));
  }

  std::vector<KnownClient> clients;
  std::optional<CpuSample> before;
};

TEST_F(ActivityTest, ReadingStandardInput) {
  const auto process = start("echoes");
  const Activity seen = told(*process, ElementsAre("the program waits in read() on its standard "
                                                   "input (nothing has been sent that it has not "
                                                   "read)"));
  EXPECT_THAT(seen.symptoms, ElementsAre(Symptom::waiting_for_input));
}

TEST_F(ActivityTest, WaitingElsewhereWhileBytesWait) {
  const auto process = start("sleeps");
  process->in().write("four");
  await([&] { return standard_streams(*process).input_unread == 4; });
  const Activity seen =
      told(*process, ElementsAre(StartsWith("the program waits"),
                                 "nobody has read 4 bytes that wait on its standard input"));
  EXPECT_THAT(seen.symptoms, IsEmpty());
}

TEST_F(ActivityTest, Sleeping) {
  EXPECT_THAT(told_of("nanosleep", ElementsAre("the program sleeps (nanosleep)")).symptoms,
              ElementsAre(Symptom::sleeping));
  EXPECT_THAT(told_of("poll_nothing", ElementsAre("the program sleeps (poll)")).symptoms,
              ElementsAre(Symptom::sleeping));
}

TEST_F(ActivityTest, WaitingForEvents) {
  for (const std::string name : {"poll", "select", "epoll"}) {
    const std::string call = name == "epoll" ? "epoll_wait" : name;
    const Activity seen = told_of(
        name, ElementsAre("the program waits for events (" + call + " on its standard input)"));
    EXPECT_THAT(seen.symptoms, ElementsAre(Symptom::waiting_for_input)) << name;
  }
}

TEST_F(ActivityTest, WaitingForPipes) {
  EXPECT_THAT(told_of("own_pipe", ElementsAre("the program waits in read() on a pipe; its writing "
                                              "end is open in this process itself"))
                  .symptoms,
              IsEmpty());
  told_of("full_pipe", ElementsAre("the program waits in write() on a pipe that is full; its "
                                   "reading end is open in this process itself"));
}

TEST_F(ActivityTest, WritingWhatNobodyReads) {
  const auto process = start("floods_stdout");
  process->out().pause_reading();
  told(*process,
       ElementsAre("the program waits in write() on its standard output: the pipe is full"));
}

TEST_F(ActivityTest, Stopped) {
  const auto process = start("spins");
  process->signal(SIGSTOP);
  EXPECT_THAT(told(*process, ElementsAre("the program is stopped (as by SIGSTOP)")).symptoms,
              ElementsAre(Symptom::stopped));
}

TEST_F(ActivityTest, Spinning) {
  const auto process = start("spins");
  told(*process, ElementsAre("the program is working at this moment"));
  before = cpu_sample({process->pid()});
  const Activity seen = told(*process, ElementsAre(testing::ContainsRegex(
                                           "^the program keeps a processor busy: [0-9]+\\.[0-9]+ s "
                                           "of CPU time in the last [0-9]+\\.[0-9] s")));
  EXPECT_THAT(seen.symptoms, ElementsAre(Symptom::spinning));
}

TEST_F(ActivityTest, RestingAfterWorkIsNotSpinning) {
  const auto process = start("echoes");
  before = cpu_sample({process->pid()});
  told(*process, ElementsAre(StartsWith("the program waits in read()")));
}

TEST_F(ActivityTest, WaitingForLocks) {
  EXPECT_THAT(
      told_of("own_lock", ElementsAre("the program waits for a lock that it holds itself (futex)"))
          .symptoms,
      ElementsAre(Symptom::waiting_for_lock));
  EXPECT_THAT(
      told_of("deadlock", ElementsAre("thread 1 of 2 waits for a lock that thread 2 holds (futex)",
                                      "thread 2 of 2 waits for a lock that thread 1 holds (futex)"))
          .symptoms,
      ElementsAre(Symptom::waiting_for_lock));
  EXPECT_THAT(told_of("condition", ElementsAre("the program waits for another thread (futex), "
                                               "although it has only one"))
                  .symptoms,
              IsEmpty());
}

TEST_F(ActivityTest, ThreadsAreToldOneByOne) {
  told_of("join", ElementsAre("thread 1 of 2 waits for thread 2 to end (join)",
                              StartsWith("thread 2 of 2 waits in read() on its standard input")));
}

TEST_F(ActivityTest, ManyThreadsAreSummarised) {
  const auto line = [](int number) {
    return StartsWith("thread " + std::to_string(number) + " of 20 waits in read()");
  };
  told_of("many", ElementsAre(line(1), line(2), line(3), line(4),
                              StartsWith("and 16 more threads, each of which waits in read() on")));
}

TEST_F(ActivityTest, WaitingForAChild) {
  const Activity seen = told_of(
      "child",
      ElementsAre("the program waits for one of its children to end (wait4)",
                  "its child (process \"waits_in\") is still running: it waits in read() on the "
                  "program's standard input (nothing has been sent that it has not read)"));
  EXPECT_THAT(seen.symptoms, ElementsAre(Symptom::waiting_for_child, Symptom::waiting_for_input));
}

TEST_F(ActivityTest, ChildWaitsForThePipeOfItsParent) {
  told_of("open_pipe",
          ElementsAre(HasSubstr("waits for one of its children to end"),
                      "its child (process \"waits_in\") is still running: it waits in read() on a "
                      "pipe; its writing end is open in the program"));
}

TEST_F(ActivityTest, UncollectedChild) {
  const Activity seen = told_of(
      "uncollected", ElementsAre(StartsWith("the program waits"),
                                 "its child (process \"waits_in\") has ended, but the program has "
                                 "not collected it"));
  EXPECT_THAT(seen.symptoms, ElementsAre(Symptom::children_left));
}

TEST_F(ActivityTest, ChildOfAProgramThatHasEnded) {
  const auto process = start("forks_daemon");
  await([&] { return process->ending().has_value(); });
  std::vector<pid_t> left = family_of(getpid());
  left.erase(left.begin());
  ASSERT_THAT(left, SizeIs(1));
  const auto seen = [&] { return activity_of_children_left(left); };
  await([&] { return seen().lines.at(0).find("it waits") != std::string::npos; });
  EXPECT_THAT(seen().lines,
              ElementsAre(StartsWith("process \"forks_daemon\", which the program has started, "
                                     "still runs: it waits")));
  EXPECT_THAT(seen().symptoms, ElementsAre(Symptom::children_left));
  EXPECT_EQ(sweep(), 1);
  EXPECT_THAT(seen().lines, IsEmpty());
}

TEST_F(ActivityTest, NameOfAProcessIsPrintable) {
  const auto strange = directory.path() / "a\n\x1B[31m) b";
  std::filesystem::copy_file(child("sleeps"), strange);
  const auto process =
      start(SpawnOptions{.executable = "/bin/sh",
                         .arguments = {"-c", "\"$1\" & wait", "sh", strange.string()},
                         .environment = {},
                         .directory = directory.path(),
                         .limits = {}});
  told(*process, Contains(StartsWith("its child (process \"a\\n\\x1B[31m) b\") is still running")));
  process->kill();
  (void)sweep();
}

TEST_F(ActivityTest, WhoHasGoneDoesNothing) {
  const auto process = start("sleeps");
  const LookAt at{.pid = process->pid()};
  process->kill();
  EXPECT_THAT(activity(at).lines, IsEmpty());
  EXPECT_THAT(activity(at).symptoms, IsEmpty());
}

TEST_F(ActivityTest, AcceptingWhileAClientIsNeglected) {
  const auto server = start("neglects_clients", {"accept"});
  const std::uint16_t port = announced_port(*server);
  const std::string waits = "the program waits in accept() on port " + std::to_string(port);
  EXPECT_THAT(told(*server, ElementsAre(waits)).symptoms, ElementsAre(Symptom::waiting_for_client));
  const auto one = connect(port, "client 1");
  one->stream().write("four");
  const std::string neglected =
      ", although client 1 is connected and has sent 4 bytes that nobody has read";
  EXPECT_THAT(told(*server, ElementsAre(waits + neglected)).symptoms,
              ElementsAre(Symptom::waiting_for_client, Symptom::client_waits));
  const auto two = connect(port, "client 2");
  two->stream().write("x");
  two->finish_sending();
  told(*server,
       ElementsAre(waits, "client 1 is connected and has sent 4 bytes that nobody has read",
                   "client 2 is connected and has sent 1 byte that nobody has read"));
  one->close();
  two->close();
}

TEST_F(ActivityTest, WaitingForEventsOfAListeningSocket) {
  const auto server = start("neglects_clients", {"epoll"});
  const std::uint16_t port = announced_port(*server);
  EXPECT_THAT(told(*server, ElementsAre("the program waits for events (epoll_wait on port " +
                                        std::to_string(port) + ")"))
                  .symptoms,
              ElementsAre(Symptom::waiting_for_client));
  const auto client = connect(port, "client");
  client->finish_sending();
  told(*server, ElementsAre(HasSubstr(
                    ", although the client has finished sending, and nobody has read that it is "
                    "the end")));
}

TEST_F(ActivityTest, ServingOneClientWhileAnotherWaits) {
  const auto server = start("serves_echo", {"0"});
  const std::uint16_t port = announced_port(*server);
  const auto one = connect(port, "client");
  EXPECT_THAT(
      told(*server, ElementsAre("the program waits in read() on the connection of the client"))
          .symptoms,
      ElementsAre(Symptom::waiting_for_peer));
  const auto two = connect(port, "client 2");
  two->stream().write("hello");
  const Activity seen =
      told(*server, ElementsAre("the program waits in read() on the connection of the client, "
                                "although client 2 is connected, has sent 5 bytes, and waits to be "
                                "accepted"));
  EXPECT_THAT(seen.symptoms,
              UnorderedElementsAre(Symptom::waiting_for_peer, Symptom::client_waits));
}

TEST_F(ActivityTest, BytesWaitOnBothSides) {
  const auto server = start("neglects_clients", {"write"});
  const auto client = connect(announced_port(*server), "client");
  client->stream().pause_reading();
  client->stream().write("stop");
  told(
      *server,
      ElementsAre(testing::ContainsRegex(
          "^the program waits in send\\(\\) on the connection of the client, which is full: nobody "
          "has read [0-9]+ bytes of what it wrote, although the client is connected and has sent 4 "
          "bytes that nobody has read$")));
}

TEST_F(ActivityTest, KeepingAConnectionThatHasItsEnd) {
  const auto server = start("neglects_clients", {"finish"});
  const auto client = connect(announced_port(*server), "client");
  client->finish_sending();
  told(*server, ElementsAre(StartsWith("the program waits in accept()"),
                            "the client has finished sending; the connection is still open on the "
                            "side of the program"));
}

TEST_F(ActivityTest, UnknownClientsHaveNoName) {
  const auto server = start("neglects_clients", {"accept"});
  const auto client = connect(announced_port(*server), "client");
  client->stream().write("four");
  clients.clear();
  told(*server, ElementsAre(HasSubstr("although a client is connected and has sent 4 bytes")));
}

TEST_F(ActivityTest, WhatNobodyMayLookAtIsSaid) {
  const auto process = start("waits_in", {"hidden"});
  Unprivileged nobody;
  const Activity seen =
      told(*process, ElementsAre(StartsWith("the program waits"),
                                 StartsWith("The grader could not look inside the program: ")));
  EXPECT_THAT(seen.lines.front(), "the program waits for something");
}

TEST(KernelFunctions, TellWhatTheyWaitFor) {
  EXPECT_EQ(words_for_kernel_function("inet_csk_accept"), "waits for a client (accept)");
  EXPECT_EQ(words_for_kernel_function("poll_schedule_timeout.constprop.0"),
            "waits for events (poll or select)");
  EXPECT_EQ(words_for_kernel_function("no_such_function"), "");
  EXPECT_EQ(words_for_kernel_function(""), "");
}

// Programs that are shut in are looked at like others.
class ActivityShutIn : public testing::TestWithParam<Backend> {
 protected:
  static const Sandbox& sandbox(Backend backend) {
    static std::map<Backend, std::unique_ptr<Sandbox>> made;
    auto& one = made[backend];
    if (!one)
      one = std::make_unique<Sandbox>(
          SandboxOptions{.backend = backend, .readable = {child("").parent_path()}});
    return *one;
  }
  Session session{{.check_limit = kPatience, .sandbox = &sandbox(GetParam())}};

  void expect_lines(Started& started, const Matcher<Lines>& lines) {
    Activity seen;
    const auto fits = [&] {
      seen = activity({.pid = started.process.pid(),
                       .streams = standard_streams(started.process),
                       .before = session.cpu_before()});
      return lines.Matches(seen.lines);
    };
    EXPECT_TRUE(session.wait(fits, kPatience, kOften)) << testing::PrintToString(seen.lines);
  }
};

TEST_P(ActivityShutIn, IsToldLikeThatOfOthers) {
  const auto start = [&](const std::string& name, const std::string& argument) {
    return session.spawn({.executable = child(name), .arguments = {argument}});
  };
  expect_lines(*start("waits_in", "deadlock"),
               ElementsAre("thread 1 of 2 waits for a lock that thread 2 holds (futex)",
                           "thread 2 of 2 waits for a lock that thread 1 holds (futex)"));
  expect_lines(*start("waits_in", "select"),
               ElementsAre("the program waits for events (select on its standard input)"));
  expect_lines(*start("waits_in", "join"),
               ElementsAre("thread 1 of 2 waits for thread 2 to end (join)",
                           StartsWith("thread 2 of 2 waits in read() on its standard input")));
  expect_lines(*start("opens_listener", "0"), ElementsAre(StartsWith("the program waits")));
  session.finish();
}

TEST_P(ActivityShutIn, ProcessorTimeIsWatchedInLongWaits) {
  const auto spinner = session.spawn({.executable = child("spins")});
  EXPECT_FALSE(session.cpu_before().has_value());
  expect_lines(*spinner, ElementsAre(HasSubstr(" keeps a processor busy: ")));
  session.finish();
}

INSTANTIATE_TEST_SUITE_P(Each, ActivityShutIn, testing::ValuesIn(backends()),
                         [](const auto& chosen) { return std::string(word(chosen.param)); });

}  // namespace
}  // namespace pipette
