// Sockets for servers: what you built in the TCP lab, ready to use.
//
//   int main(int argc, char* argv[]) {
//     const kit::ServerSocket server(kit::port_argument(argc, argv));
//     for (;;) {
//       const kit::Socket client = server.accept();
//       client.send("Hello!\n");
//     }
//   }
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace kit {

/// Says on standard error what went wrong, and ends the program.
[[noreturn]] inline void give_up(int exit_code, const std::string& message) {
  std::cerr << message << '\n';
  std::exit(exit_code);
}

/// An open connection, closed by the destructor. It can be moved, but not copied.
class Socket {
 public:
  /// From now on this object closes `descriptor`.
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    // What we owned until now is closed when `old` ends.
    const Socket old(std::exchange(descriptor_, std::exchange(other.descriptor_, -1)));
    return *this;
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  /// The number by which the system knows this connection.
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Waits for bytes and appends what came to `to`. False: the other side has finished, or is lost.
  [[nodiscard]] bool receive(std::string& to) const {
    std::array<char, 65'536> buffer;
    for (;;) {
      const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
      if (count > 0) to.append(buffer.data(), static_cast<std::size_t>(count));
      // A signal may interrupt any waiting. That says nothing about the connection.
      if (count >= 0 || errno != EINTR) return count > 0;
    }
  }

  /// Sends everything, and waits while the other side is slow. False: the other side is lost.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      // MSG_NOSIGNAL: writing to a client that has gone is an error, not the end of the program.
      const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count >= 0) bytes.remove_prefix(static_cast<std::size_t>(count));
      else if (errno != EINTR) return false;
    }
    return true;
  }

  /// Says "I have no more to say", and then listens until the other side has finished too, at most
  /// for a second. Needed before closing while the other side may still be talking.
  void finish() const {
    // Closing with unread bytes tells the other side to forget the connection at once, together
    // with our last words if it has not read them yet. So we take its bytes, and drop them.
    ::shutdown(descriptor_, SHUT_WR);
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::seconds(1);
    std::string dropped;
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
      if (left.count() <= 0) return;
      pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
      const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
      if (ready == 0 || (ready < 0 && errno != EINTR)) return;
      if (ready > 0 && !receive(dropped)) return;
      dropped.clear();
    }
  }

 private:
  int descriptor_;
};

/// The port in the program's only argument. Wrong arguments: a message, and exit code 2.
inline int port_argument(int argc, char* argv[]) {
  const std::string_view text = argc == 2 ? argv[1] : "";
  const char* const end = text.data() + text.size();
  std::uint16_t port = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end)
    give_up(2, "One argument is needed: the port, a number from 0 to 65535.");
  return port;
}

/// Waits for clients on 127.0.0.1.
class ServerSocket {
 public:
  /// Listens on `port` (0: the system chooses one) and prints "LISTENING 127.0.0.1:<port>".
  /// If that is impossible, for example because the port is taken: a message, and exit code 1.
  explicit ServerSocket(int port)
      : socket_(required(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket")) {
    // Old connections may linger on the port. The system looks at this option while it binds.
    const int yes = 1;
    required(::setsockopt(socket_.descriptor(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes),
             "use the port again");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any_address = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    required(::bind(socket_.descriptor(), any_address, size), "take the port");
    required(::listen(socket_.descriptor(), 256), "listen");
    required(::getsockname(socket_.descriptor(), any_address, &size), "learn the port");

    // Without the flush the line would stay in this program: nothing is printed after it.
    std::cout << "LISTENING 127.0.0.1:" << ntohs(address.sin_port) << '\n' << std::flush;
    if (!std::cout) give_up(1, "Cannot write to standard output.");
  }

  /// Waits for the next client. Trouble with a single client never ends the program.
  [[nodiscard]] Socket accept() const {
    for (;;) {
      const int descriptor = ::accept4(socket_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
      if (descriptor >= 0) return with_small_messages_at_once(Socket(descriptor));
      if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK) required(-1, "accept clients");
      // A client that has already gone is no reason to wait. But a shortage of descriptors does
      // not pass by itself, and asking again at once would keep a processor busy for nothing.
      if (errno != EINTR && errno != ECONNABORTED)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

 private:
  static int required(int result, const char* what) {
    if (result < 0) give_up(1, std::string("Cannot ") + what + ": " + std::strerror(errno));
    return result;
  }

  // The system likes to hold small messages back and to send them together. For one who waits for
  // news, that is too late.
  static Socket with_small_messages_at_once(Socket client) {
    const int yes = 1;
    ::setsockopt(client.descriptor(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return client;
  }

  Socket socket_;
};

}  // namespace kit
