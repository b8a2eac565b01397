// One thread and poll: no socket ever blocks, and what cannot be sent yet waits in a buffer.
//
// tcp_server_poll PORT listens on 127.0.0.1 and answers every line with the same line reversed.
// All clients are served at the same time.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace {

constexpr int kBacklog = 128;
constexpr std::size_t kMostClients = 500;  // more have to wait in the backlog
constexpr std::size_t kLongestLine = 1'048'576;
constexpr std::size_t kMostUnsent = 1'048'576;  // a client that reads too slowly is not read from

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::system_category(), what);
  return result;
}

// Owns one socket and closes it at the end of its life.
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

struct Client {
  Socket socket;
  std::string received;      // bytes whose line has not come to its end
  std::size_t searched = 0;  // no line ends in so many bytes of `received`
  std::string unsent;
  bool leaving = false;  // nothing is read any more; it is gone once everything has been sent
};

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return port;
}

Socket listen_on(std::uint16_t port) {
  const int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  Socket listener(checked(::socket(AF_INET, type, 0), "socket"));
  const int yes = 1;
  checked(::setsockopt(listener.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), "setsockopt");

  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  checked(::bind(listener.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
          "bind");
  checked(::listen(listener.fd(), kBacklog), "listen");
  return listener;
}

void announce(const Socket& listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  checked(::getsockname(listener.fd(), reinterpret_cast<sockaddr*>(&address), &size),
          "getsockname");
  std::cout << "LISTENING 127.0.0.1:" << ntohs(address.sin_port) << '\n' << std::flush;
  if (!std::cout) throw std::runtime_error("cannot write to standard output");
}

// "Try again later" is no error of a socket that does not block.
bool is_passing(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

void forget(Client& client) {
  client.leaving = true;
  client.unsent.clear();
}

void answer(Client& client, std::string_view line) {
  if (line == "QUIT") {
    client.unsent += "BYE\n";
    client.leaving = true;
    return;
  }
  client.unsent.append(line.rbegin(), line.rend());
  client.unsent += '\n';
}

void answer_complete_lines(Client& client) {
  std::size_t start = 0;
  std::size_t end = client.received.find('\n', client.searched);
  while (end != std::string::npos && !client.leaving) {
    std::string_view line = std::string_view(client.received).substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    answer(client, line);
    start = end + 1;
    end = client.received.find('\n', start);
  }
  client.received.erase(0, start);
  client.searched = client.received.size();
}

void receive(Client& client) {
  static std::array<char, 65'536> chunk{};
  const ssize_t count = ::recv(client.socket.fd(), chunk.data(), chunk.size(), 0);
  if (count < 0) {
    if (!is_passing(errno)) forget(client);
    return;
  }
  if (count == 0) {
    if (!client.received.empty()) answer(client, client.received);
    client.leaving = true;
    return;
  }
  client.received.append(chunk.data(), static_cast<std::size_t>(count));
  answer_complete_lines(client);
  if (client.received.size() > kLongestLine + 1) forget(client);
}

void send_some(Client& client) {
  if (client.unsent.empty()) return;
  const ssize_t count =
      ::send(client.socket.fd(), client.unsent.data(), client.unsent.size(), MSG_NOSIGNAL);
  if (count >= 0) client.unsent.erase(0, static_cast<std::size_t>(count));
  else if (!is_passing(errno)) forget(client);
}

bool wants_input(const Client& client) {
  return !client.leaving && client.unsent.size() < kMostUnsent;
}

bool is_done(const Client& client) { return client.leaving && client.unsent.empty(); }

std::vector<pollfd> interests(const Socket& listener, const std::vector<Client>& clients) {
  const bool has_room = clients.size() < kMostClients;
  std::vector<pollfd> result{{has_room ? listener.fd() : -1, POLLIN, 0}};
  for (const Client& client : clients) {
    const int events = (wants_input(client) ? POLLIN : 0) | (client.unsent.empty() ? 0 : POLLOUT);
    result.push_back({client.socket.fd(), static_cast<short>(events), 0});
  }
  return result;
}

void accept_client(const Socket& listener, std::vector<Client>& clients) {
  const int fd = ::accept4(listener.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  // A failure concerns only a client that has already gone; those who wait will be reported again.
  if (fd >= 0) clients.push_back({.socket = Socket(fd), .received = {}, .unsent = {}});
}

[[noreturn]] void run(const Socket& listener) {
  std::vector<Client> clients;
  for (;;) {
    std::vector<pollfd> ready = interests(listener, clients);
    if (::poll(ready.data(), ready.size(), -1) < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::system_category(), "poll");
    }
    for (std::size_t i = 0; i < clients.size(); ++i) {
      if (ready[i + 1].revents == 0) continue;
      if (wants_input(clients[i])) receive(clients[i]);
      send_some(clients[i]);
    }
    std::erase_if(clients, is_done);
    if (ready[0].revents != 0) accept_client(listener, clients);
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  const std::optional<std::uint16_t> port = argc == 2 ? parse_port(argv[1]) : std::nullopt;
  if (!port) {
    std::cerr << "usage: tcp_server_poll PORT (a number from 0 to 65535)\n";
    return 2;
  }

  try {
    const Socket listener = listen_on(*port);
    announce(listener);
    run(listener);
  } catch (const std::exception& error) {
    std::cerr << "tcp_server_poll: " << error.what() << '\n';
    return 1;
  }
}
