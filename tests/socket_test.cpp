// The connections that the grader opens: every way to begin and to end one, seen from the other
// side.
#include "engine/socket.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "children.hpp"

namespace pipette {
namespace {

using boost::asio::ip::tcp;
using testing::HasSubstr;

struct SocketTest : testing::Test {
  SocketTest() { listener.listen(); }

  std::uint16_t port() const { return listener.local_endpoint().port(); }
  void await(const std::function<bool()>& done) {
    ASSERT_TRUE(loop.wait(done, Deadline(kPatience), kOften)) << "it never happened";
  }
  std::unique_ptr<TcpClient> connected(ConnectOptions to = {}) {
    to.port = port();
    auto client = std::make_unique<TcpClient>(loop, transcript, to);
    await([&] { return client->settled(); });
    EXPECT_FALSE(client->error());
    peer = listener.accept();
    return client;
  }
  // What comes to the peer until the end, and why it ended.
  std::pair<std::string, boost::system::error_code> at_peer() {
    std::string bytes;
    boost::system::error_code error;
    boost::asio::read(peer, boost::asio::dynamic_buffer(bytes), error);
    return {bytes, error};
  }
  // Sends until nothing more fits, and returns how much that was.
  std::size_t fill(tcp::socket& socket) {
    socket.non_blocking(true);
    const std::string portion(65536, 'x');
    std::size_t sum = 0;
    boost::system::error_code error;
    while (!error) sum += socket.write_some(boost::asio::buffer(portion), error);
    EXPECT_EQ(error, boost::asio::error::would_block);
    return sum;
  }
  std::string told() const {
    std::string text;
    for (const std::string& line : story(transcript)) text += line + "\n";
    return text;
  }

  Transcript transcript;
  Loop loop;
  boost::asio::io_context context;
  tcp::acceptor listener{context, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket peer{context};
};

TEST_F(SocketTest, ConnectsAndTalksBothWays) {
  const auto client = connected();
  EXPECT_EQ(client->local_port(), peer.remote_endpoint().port());
  EXPECT_EQ(client->remote_port(), port());
  client->stream().write("hello");
  await([&] { return client->stream().written(); });
  std::string bytes(5, '\0');
  boost::asio::read(peer, boost::asio::buffer(bytes));
  EXPECT_EQ(bytes, "hello");
  boost::asio::write(peer, boost::asio::buffer(std::string("hello yourself")));
  await([&] { return client->stream().inbox().unread == "hello yourself"; });
}

TEST_F(SocketTest, ARefusalIsAnError) {
  const std::uint16_t closed = unused_port(1);
  TcpClient client(loop, transcript, {.port = closed});
  await([&] { return client.settled(); });
  EXPECT_EQ(client.error(), std::errc::connection_refused);
  EXPECT_THAT(told(),
              HasSubstr("client: could not connect to 127.0.0.1:" + std::to_string(closed)));
}

TEST_F(SocketTest, MayBeDroppedBeforeItIsConnected) {
  TcpClient(loop, transcript, {.port = port()});
  loop.run_ready();
  EXPECT_EQ(told(), "");
}

TEST_F(SocketTest, HalfCloseEndsOneDirectionOnly) {
  const auto client = connected();
  client->stream().write("question");
  await([&] { return client->stream().written(); });
  client->finish_sending();
  EXPECT_EQ(at_peer(), std::make_pair(std::string("question"),
                                      boost::system::error_code(boost::asio::error::eof)));
  boost::asio::write(peer, boost::asio::buffer(std::string("answer")));
  peer.close();
  await([&] { return client->stream().inbox().ended; });
  EXPECT_EQ(client->stream().inbox().unread, "answer");
  EXPECT_FALSE(client->stream().inbox().error) << "a plain end is no error";
}

TEST_F(SocketTest, ClosesPlainly) {
  const auto client = connected();
  client->close();
  EXPECT_EQ(at_peer().second, boost::asio::error::eof);
  EXPECT_THAT(told(), HasSubstr("grader closed the connection"));
}

TEST_F(SocketTest, TheDestructorClosesPlainly) {
  (void)connected();
  EXPECT_EQ(at_peer().second, boost::asio::error::eof);
}

TEST_F(SocketTest, AResetIsSeenAsOne) {
  const auto client = connected();
  client->reset();
  EXPECT_EQ(at_peer().second, boost::asio::error::connection_reset);
  EXPECT_THAT(told(), HasSubstr("grader reset the connection"));
}

TEST_F(SocketTest, NoticesAReset) {
  const auto client = connected();
  peer.set_option(boost::asio::socket_base::linger(true, 0));
  peer.close();
  await([&] { return client->stream().inbox().ended; });
  EXPECT_EQ(client->stream().inbox().error, std::errc::connection_reset);
}

TEST_F(SocketTest, PausedReadingLeavesTheBytesAtTheSender) {
  const auto client = connected({.receive_buffer = 4096});
  client->stream().pause_reading();
  loop.run_ready();
  const std::size_t sent = fill(peer);
  loop.run_ready();
  EXPECT_EQ(client->stream().inbox().total, 0U);
  client->stream().start_reading();
  await([&] { return client->stream().inbox().total == sent; });
}

TEST_F(SocketTest, AWriteGoesOnWhileReadingIsPaused) {
  const auto client = connected();
  const std::string bytes(std::size_t{16} << 20U, 'x');
  client->stream().write(bytes);
  loop.run_ready();
  ASSERT_FALSE(client->stream().written()) << "it must be under way for this test";
  client->stream().pause_reading();
  peer.non_blocking(true);
  std::vector<char> buffer(1 << 20);
  std::size_t received = 0;
  await([&] {
    boost::system::error_code error;
    received += peer.read_some(boost::asio::buffer(buffer), error);
    return received == bytes.size() || client->stream().write_error();
  });
  EXPECT_EQ(received, bytes.size());
  EXPECT_FALSE(client->stream().write_error());
}

TEST_F(SocketTest, PausingAndResumingLosesNothing) {
  const auto client = connected();
  std::string sent;
  for (int i = 0; i < 50; ++i) {
    client->stream().pause_reading();
    const std::string portion = std::to_string(i) + " ";
    boost::asio::write(peer, boost::asio::buffer(portion));
    sent += portion;
    client->stream().start_reading();
    loop.run_ready();
  }
  await([&] { return client->stream().inbox().unread == sent; });
}

TEST_F(SocketTest, AnUnusedPortCanBeBound) {
  for (std::uint64_t random = 0; random < 50; ++random) {
    const std::uint16_t free = unused_port(random * 0x9E3779B97F4A7C15U);
    tcp::acceptor server(context, tcp::v4());
    boost::system::error_code error;
    server.bind({boost::asio::ip::address_v4::loopback(), free}, error);
    EXPECT_FALSE(error) << free << ": " << error.message();
  }
}

TEST_F(SocketTest, AUsedPortIsNotGivenOut) {
  const std::uint16_t used = unused_port(1);
  tcp::acceptor server(context, {boost::asio::ip::address_v4::loopback(), used});
  EXPECT_NE(unused_port(1), used);
}

TEST_F(SocketTest, UnusedPortsLieBelowThoseThatTheSystemGivesOut) {
  for (const std::uint64_t random : {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{12345}}) {
    EXPECT_GE(unused_port(random), 1024);
    EXPECT_LT(unused_port(random), 32768);
  }
}

}  // namespace
}  // namespace pipette
