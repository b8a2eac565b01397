// What the kernel tells about programs and sockets is read rightly.
#include "engine/probe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "children.hpp"

namespace pipette {
namespace {

using boost::asio::ip::tcp;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct ProbeTest : ProgramTest {};

TEST_F(ProbeTest, TimeOnTheProcessorGrowsForThoseWhoUseIt) {
  const auto spinner = start("spins");
  const auto sleeper = start("sleeps");
  const auto used = [&] { return cpu_time({spinner->pid()}); };
  await([&] { return used() > std::chrono::milliseconds(50); });
  EXPECT_LT(cpu_time({sleeper->pid()}), used());
  const auto before = used();
  await([&] { return used() > before; });
  const auto both = cpu_time({spinner->pid(), sleeper->pid()});
  EXPECT_GT(both, before) << "times are added up";
}

TEST_F(ProbeTest, ASleeperUsesNoMoreTime) {
  const auto sleeper = start("sleeps");
  await([&] { return state(sleeper->pid()) == 'S'; });
  const auto before = cpu_time({sleeper->pid()});
  const auto spinner = start("spins");
  await([&] { return cpu_time({spinner->pid()}) > std::chrono::milliseconds(20); });
  EXPECT_EQ(cpu_time({sleeper->pid()}), before);
}

// More spinners than processors: somebody has to wait.
TEST_F(ProbeTest, TimeInTheRunQueueGrowsForThoseWhoMustWait) {
  std::vector<std::unique_ptr<Process>> spinners;
  std::vector<pid_t> pids;
  for (unsigned i = 0; i <= std::thread::hardware_concurrency(); ++i) {
    spinners.push_back(start("spins"));
    pids.push_back(spinners.back()->pid());
  }
  await([&] { return run_queue_time(pids) > std::chrono::milliseconds(5); });
}

TEST_F(ProbeTest, CountsThreads) {
  const auto process = start("starts_threads", {"3"});
  EXPECT_EQ(line_of(*process), "ready");
  EXPECT_EQ(threads(process->pid()), 4U);
}

TEST_F(ProbeTest, CountsDescriptors) {
  const auto process = start("sleeps");
  // The system closes the others only after it has let the parent go on.
  await([&] { return state(process->pid()) == 'S' && open_descriptors(process->pid()) == 3; });
  const std::size_t before = open_descriptors(getpid());
  const int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(open_descriptors(getpid()), before + 1);
  close(fd);
}

TEST_F(ProbeTest, MeasuresResidentMemory) {
  constexpr std::size_t kHeld = std::size_t{64} << 20U;
  const auto holder = start("holds_memory", {"64"});
  EXPECT_EQ(line_of(*holder), "ready 1");
  const auto sleeper = start("sleeps");
  await([&] { return resident_bytes({sleeper->pid()}) > 0; });
  EXPECT_GE(resident_bytes({holder->pid()}), kHeld);
  EXPECT_LT(resident_bytes({sleeper->pid()}), kHeld);
  EXPECT_GT(resident_bytes({holder->pid(), sleeper->pid()}), resident_bytes({holder->pid()}));
}

TEST_F(ProbeTest, TellsTheState) {
  const auto spinner = start("spins");
  await([&] { return state(spinner->pid()) == 'R'; });
  const auto sleeper = start("sleeps");
  await([&] { return state(sleeper->pid()) == 'S'; });
  sleeper->signal(SIGSTOP);
  await([&] { return state(sleeper->pid()) == 'T'; });
  const pid_t gone = sleeper->pid();
  sleeper->kill();
  EXPECT_EQ(state(gone), '\0');
}

TEST_F(ProbeTest, TheStateIsFoundBehindAnyName) {
  const auto strange = directory.path() / "a) Z (b";
  std::filesystem::copy_file(child("spins"), strange);
  SpawnOptions given = options("spins");
  given.executable = strange;
  const auto process = start(given);
  await([&] { return state(process->pid()) == 'R'; });
}

TEST_F(ProbeTest, FindsTheWholeFamily) {
  const auto process = start("forks_chain", {"5"});
  EXPECT_EQ(line_of(*process), "ready");
  const std::vector<pid_t> family = family_of(process->pid());
  EXPECT_THAT(family, SizeIs(6));
  EXPECT_EQ(family.front(), process->pid());
  EXPECT_THAT(family_of(getpid()), Contains(family.back()));
  process->kill();
  EXPECT_EQ(sweep(), 5);
}

TEST_F(ProbeTest, ThoseWhoHaveGoneCountAsNothing) {
  const auto process = start("sleeps");
  const pid_t gone = process->pid();
  process->kill();
  EXPECT_EQ(cpu_time({gone}).count(), 0);
  EXPECT_EQ(run_queue_time({gone}).count(), 0);
  EXPECT_EQ(open_descriptors(gone), 0U);
  EXPECT_EQ(threads(gone), 0U);
  EXPECT_EQ(resident_bytes({gone}), 0U);
  EXPECT_THAT(family_of(gone), ElementsAre(gone));
  EXPECT_EQ(listening_port({gone}), std::nullopt);
}

TEST_F(ProbeTest, FindsThePortOnWhichAProgramListens) {
  const auto server = start("opens_listener", {"0"});
  const std::string line = line_of(*server);
  const auto port = listening_port({server->pid()});
  ASSERT_TRUE(port.has_value());
  EXPECT_EQ(line, "LISTENING 127.0.0.1:" + std::to_string(*port));
  const auto sleeper = start("sleeps");
  EXPECT_EQ(listening_port({sleeper->pid()}), std::nullopt);
  EXPECT_EQ(listening_port({sleeper->pid(), server->pid()}), port);
}

// A connection inside this process, from end to end.
struct TcpPair : testing::Test {
  TcpPair() {
    client.connect(listener.local_endpoint());
    server = listener.accept();
  }
  std::uint16_t server_port() const { return listener.local_endpoint().port(); }

  boost::asio::io_context context;
  tcp::acceptor listener{context, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket client{context};
  tcp::socket server{context};
};

void await(const std::function<bool()>& done) {
  Loop loop;
  ASSERT_TRUE(loop.wait(done, Deadline(kPatience), kOften)) << "it never happened";
}

TEST_F(TcpPair, TheListenerIsFound) {
  const auto found = tcp_sockets(server_port(), {TcpState::listen});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].state, TcpState::listen);
  EXPECT_EQ(found[0].local_port, server_port());
  EXPECT_EQ(found[0].remote_port, 0);
  EXPECT_NE(found[0].inode, 0U);
}

TEST_F(TcpPair, AListenersQueueCountsTheClientsThatWait) {
  const auto waiting = [&] {
    return tcp_sockets(server_port(), {TcpState::listen}).at(0).receive_queue;
  };
  EXPECT_EQ(waiting(), 0U);
  tcp::socket second(context);
  second.connect(listener.local_endpoint());
  await([&] { return waiting() == 1; });
}

TEST_F(TcpPair, BothEndsOfAConnectionAreFound) {
  const std::uint16_t client_port = client.local_endpoint().port();
  const auto at_server = tcp_sockets(server_port(), {TcpState::established});
  ASSERT_THAT(at_server, SizeIs(1));
  EXPECT_EQ(at_server[0].remote_port, client_port);
  const auto at_client = tcp_sockets(client_port, {TcpState::established});
  ASSERT_THAT(at_client, SizeIs(1));
  EXPECT_EQ(at_client[0].remote_port, server_port());
}

TEST_F(TcpPair, OnlyTheStatesAskedForAreFound) {
  EXPECT_THAT(tcp_sockets(server_port(), {TcpState::listen, TcpState::established}), SizeIs(2));
  EXPECT_THAT(tcp_sockets(server_port(), {TcpState::time_wait}), IsEmpty());
  EXPECT_THAT(tcp_sockets(server_port(), {}), IsEmpty());
}

TEST_F(TcpPair, WhoeverClosesFirstLingers) {
  const std::uint16_t client_port = client.local_endpoint().port();
  client.close();
  await([&] { return !tcp_sockets(server_port(), {TcpState::close_wait}).empty(); });
  server.close();
  const auto lingering = [&] { return tcp_sockets(client_port, {TcpState::time_wait}); };
  await([&] { return lingering().size() == 1; });
  EXPECT_EQ(lingering()[0].remote_port, server_port());
  EXPECT_EQ(lingering()[0].inode, 0U);
}

TEST_F(TcpPair, UnreadBytesAreCounted) {
  const auto unread = [&] {
    return tcp_sockets(server_port(), {TcpState::established}).at(0).receive_queue;
  };
  EXPECT_EQ(unread(), 0U);
  boost::asio::write(client, boost::asio::buffer(std::string(1000, 'x')));
  await([&] { return unread() == 1000; });
}

// Everything but the send queue, which means something else for a listener in /proc/net/tcp.
std::vector<std::vector<std::uint64_t>> comparable(const std::vector<TcpSocket>& sockets) {
  std::vector<std::vector<std::uint64_t>> rows;
  for (const TcpSocket& one : sockets)
    rows.push_back({static_cast<std::uint64_t>(one.state), one.local_port, one.remote_port,
                    one.receive_queue, one.inode});
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST_F(TcpPair, BothSourcesAgree) {
  tcp::socket third(context);
  third.connect(listener.local_endpoint());
  boost::asio::write(client, boost::asio::buffer(std::string(1000, 'x')));
  const std::vector<TcpState> states = {TcpState::listen, TcpState::established,
                                        TcpState::time_wait};
  await([&] {
    return comparable(tcp_sockets(server_port(), states)) ==
           comparable(tcp_sockets_from_proc(server_port(), states));
  });
  EXPECT_THAT(comparable(tcp_sockets_from_proc(server_port(), states)), SizeIs(3));
}

TEST_F(TcpPair, BothSourcesAgreeAboutIpv6) {
  boost::system::error_code error;
  tcp::acceptor six(context);
  six.open(tcp::v6(), error);
  ASSERT_FALSE(error) << "this machine has no IPv6";
  six.bind({boost::asio::ip::address_v6::loopback(), 0});
  six.listen();
  const std::uint16_t port = six.local_endpoint().port();
  EXPECT_THAT(tcp_sockets(port, {TcpState::listen}), SizeIs(1));
  EXPECT_EQ(comparable(tcp_sockets(port, {TcpState::listen})),
            comparable(tcp_sockets_from_proc(port, {TcpState::listen})));
}

TEST(Parent, IsKnownWhileTheProcessLives) {
  EXPECT_EQ(parent(getpid()), getppid());
  EXPECT_EQ(parent(1), 0);
  constexpr pid_t kNobody = 1 << 30;
  EXPECT_EQ(parent(kNobody), 0);
}

}  // namespace
}  // namespace pipette
