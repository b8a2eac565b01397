// The kit's sockets: no interruption, lost client or shortage ends a server.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <deque>
#include <memory>
#include <sstream>
#include <thread>

#include "http.hpp"

namespace {

// What the next system calls of this thread shall fail with. When there is nothing left they work.
thread_local std::deque<int> planned_errors;
// So many bytes at most are taken by one send.
thread_local std::size_t longest_send = SIZE_MAX;

bool fails() {
  if (planned_errors.empty()) return false;
  errno = planned_errors.front();
  planned_errors.pop_front();
  return true;
}

}  // namespace

// These stand before the functions of the C library.
extern "C" int accept4(int socket, sockaddr* address, socklen_t* size, int flags) {
  if (fails()) return -1;
  return static_cast<int>(::syscall(SYS_accept4, socket, address, size, flags));
}

extern "C" ssize_t recv(int socket, void* buffer, std::size_t size, int flags) {
  if (fails()) return -1;
  return ::syscall(SYS_recvfrom, socket, buffer, size, flags, nullptr, nullptr);
}

extern "C" ssize_t send(int socket, const void* bytes, std::size_t size, int flags) {
  if (fails()) return -1;
  return ::syscall(SYS_sendto, socket, bytes, std::min(size, longest_send), flags, nullptr, 0);
}

namespace {

using testing::ExitedWithCode;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kMebibyte = 1'048'576;

// Lets a program's own words end up in a string.
class Printed {
 public:
  Printed() : before_(std::cout.rdbuf(text_.rdbuf())) {}
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  ~Printed() { std::cout.rdbuf(before_); }
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_{};
  std::streambuf* before_;
};

// A server and the port that it has printed.
struct Server {
  Printed printed{};
  kit::ServerSocket socket{0};
  int port = std::stoi(printed.text().substr(printed.text().find(':') + 1));
};

// Returns whether somebody listens there.
bool connect(const kit::Socket& client, int port, std::uint32_t host = INADDR_LOOPBACK) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(host);
  return ::connect(client.descriptor(), reinterpret_cast<const sockaddr*>(&address),
                   sizeof address) == 0;
}

kit::Socket new_socket() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw std::system_error(errno, std::system_category(), "socket");
  return kit::Socket(descriptor);
}

kit::Socket connected_to(int port) {
  kit::Socket client = new_socket();
  EXPECT_TRUE(connect(client, port));
  return client;
}

std::string read_to_end(const kit::Socket& socket) {
  std::string all;
  while (socket.receive(all)) continue;
  return all;
}

bool is_open(int descriptor) { return ::fcntl(descriptor, F_GETFD) >= 0; }

int run_port_argument(std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  return kit::port_argument(static_cast<int>(arguments.size()), pointers.data());
}

// ---- Socket -------------------------------------------------------------------------------------

TEST(Socket, IsClosedOnce) {
  const int first = ::socket(AF_INET, SOCK_STREAM, 0);
  const int second = ::socket(AF_INET, SOCK_STREAM, 0);
  {
    kit::Socket a(first);
    kit::Socket b(second);
    const kit::Socket moved(std::move(a));
    EXPECT_EQ(moved.descriptor(), first);
    a = std::move(b);
    EXPECT_EQ(a.descriptor(), second);
    EXPECT_TRUE(is_open(first) && is_open(second));
    a = kit::Socket(-1);
    EXPECT_FALSE(is_open(second));
    EXPECT_TRUE(is_open(first));
  }
  EXPECT_FALSE(is_open(first));
}

TEST(Socket, IsNotDisturbedBySignals) {
  const Server server;
  const kit::Socket client = connected_to(server.port);
  const kit::Socket served = server.socket.accept();
  planned_errors = {EINTR, EINTR};
  longest_send = 2;
  EXPECT_TRUE(client.send("hello"));
  longest_send = SIZE_MAX;
  ::shutdown(client.descriptor(), SHUT_WR);
  planned_errors = {EINTR, EINTR};
  EXPECT_EQ(read_to_end(served), "hello");
}

TEST(Socket, SendsMoreThanTheSystemTakesAtOnce) {
  const Server server;
  const kit::Socket client = connected_to(server.port);
  const kit::Socket served = server.socket.accept();
  const std::string much(16 * kMebibyte, 'm');
  std::thread sender([&] {
    EXPECT_TRUE(served.send(much));
    served.finish();
  });
  EXPECT_TRUE(read_to_end(client) == much);
  ::shutdown(client.descriptor(), SHUT_WR);
  sender.join();
}

TEST(Socket, SurvivesAClientThatHasGone) {
  const Server server;
  auto client = std::make_unique<kit::Socket>(connected_to(server.port));
  const kit::Socket served = server.socket.accept();
  client->send("hello");
  client.reset();
  // The first bytes that reach nobody are answered with a reset. After it, sending fails.
  std::string received;
  while (served.receive(received)) continue;
  EXPECT_EQ(received, "hello");
  const std::string bytes(kMebibyte, 'b');
  while (served.send(bytes)) continue;
  EXPECT_FALSE(served.send("again"));
  EXPECT_FALSE(served.receive(received));
  served.finish();
}

TEST(Socket, StopsListeningWhenTheOtherSideNeverFinishes) {
  const Server server;
  const kit::Socket client = connected_to(server.port);
  const kit::Socket served = server.socket.accept();
  const auto start = std::chrono::steady_clock::now();
  served.finish();
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(950));
  EXPECT_THAT(read_to_end(client), IsEmpty());
}

TEST(Socket, StopsListeningToAnEndlessTalker) {
  const Server server;
  const kit::Socket client = connected_to(server.port);
  auto served = std::make_unique<kit::Socket>(server.socket.accept());
  std::thread talker([&] {
    const std::string bytes(kMebibyte, 'b');
    while (client.send(bytes)) continue;
  });
  served->finish();
  served.reset();
  talker.join();  // A talker that is still heard would talk on.
}

// A client that sends everything before it reads: without finish() it would see a reset instead of
// the answer in nearly every round.
TEST(Socket, LetsTheOtherSideReadOurLastWords) {
  const Server server;
  const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9437184\r\n\r\n" +
                              std::string(9 * kMebibyte, 'b');
  for (int round = 0; round < 20; ++round) {
    std::thread serving([&] {
      const kit::Socket served = server.socket.accept();
      EXPECT_EQ(kit::RequestReader(served).next(), std::nullopt);
    });
    const kit::Socket client = connected_to(server.port);
    EXPECT_TRUE(client.send(request));
    ::shutdown(client.descriptor(), SHUT_WR);
    EXPECT_THAT(read_to_end(client), HasSubstr("HTTP/1.1 413 "));
    serving.join();
  }
}

// ---- ServerSocket -------------------------------------------------------------------------------

TEST(ServerSocket, PrintsItsPortAndNothingElse) {
  const Server server;
  EXPECT_EQ(server.printed.text(), "LISTENING 127.0.0.1:" + std::to_string(server.port) + "\n");
  const kit::Socket client = connected_to(server.port);
  EXPECT_TRUE(client.send("hello"));
  std::string received;
  const kit::Socket served = server.socket.accept();
  EXPECT_TRUE(served.receive(received));
  EXPECT_EQ(received, "hello");
  EXPECT_EQ(::fcntl(served.descriptor(), F_GETFD), FD_CLOEXEC);
}

TEST(ServerSocket, ListensOnThisMachineOnly) {
  const Server server;
  EXPECT_FALSE(connect(new_socket(), server.port, INADDR_LOOPBACK + 1));
}

TEST(ServerSocket, AcceptsAfterEveryKindOfTrouble) {
  const Server server;
  const kit::Socket client = connected_to(server.port);
  planned_errors = {EINTR, ECONNABORTED, EMFILE, ENFILE, ENOMEM, EPROTO, ENETDOWN};
  const kit::Socket served = server.socket.accept();
  EXPECT_TRUE(served.send("hello"));
  EXPECT_THAT(planned_errors, IsEmpty());
}

TEST(ServerSocket, TakesItsPortAgainAtOnce) {
  auto first = std::make_unique<Server>();
  const int port = first->port;
  const kit::Socket client = connected_to(port);
  {
    const kit::Socket served = first->socket.accept();
    EXPECT_TRUE(served.send("The server hangs up first, so the port is the one that lingers."));
  }
  first.reset();
  const Printed printed;
  const kit::ServerSocket second(port);
  EXPECT_EQ(printed.text(), "LISTENING 127.0.0.1:" + std::to_string(port) + "\n");
}

TEST(ServerSocketDeathTest, GivesUpWhereThePortIsTaken) {
  const Server server;
  EXPECT_EXIT(kit::ServerSocket{server.port}, ExitedWithCode(1), "Cannot take the port: ");
}

TEST(ServerSocketDeathTest, GivesUpWhereItsLineCannotBePrinted) {
  const auto start_without_output = [] {
    std::cout.setstate(std::ios::badbit);
    const kit::ServerSocket server(0);
  };
  EXPECT_EXIT(start_without_output(), ExitedWithCode(1), "Cannot write to standard output");
}

// ---- port_argument ------------------------------------------------------------------------------

TEST(PortArgument, IsANumber) {
  EXPECT_EQ(run_port_argument({"server", "0"}), 0);
  EXPECT_EQ(run_port_argument({"server", "8080"}), 8080);
  EXPECT_EQ(run_port_argument({"server", "65535"}), 65535);
}

TEST(PortArgumentDeathTest, IsNothingElse) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"server"},
                                             {"server", ""},
                                             {"server", "x"},
                                             {"server", "80x"},
                                             {"server", "-1"},
                                             {"server", "+80"},
                                             {"server", " 80"},
                                             {"server", "65536"},
                                             {"server", "99999999999"},
                                             {"server", "80", "81"}})
    EXPECT_EXIT(run_port_argument(arguments), ExitedWithCode(2), "One argument is needed")
        << testing::PrintToString(arguments);
}

}  // namespace
