// tcp_server PORT: listens on 127.0.0.1 and answers every line with the same line reversed.
//
// Clients are served one after another. The line QUIT is answered with BYE, and then the server
// hangs up. The exit code is 1 if the server cannot listen and 2 if it is started wrongly.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace {

constexpr int kBacklog = 128;
constexpr std::size_t kChunkSize = 65'536;
constexpr std::size_t kLongestLine = 1'048'576;

// Returns the result of a system call, or throws what went wrong.
int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::system_category(), what);
  return result;
}

// Owns one socket and closes it at the end of its life.
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return port;
}

Socket listen_on(std::uint16_t port) {
  Socket listener(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"));

  // Old connections may linger on the port for a minute after a server has ended. The kernel
  // looks at this option while it binds, so it has to be set before.
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

// Port 0 lets the system choose, and only the system can tell what it chose.
std::uint16_t port_of(const Socket& listener) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  checked(::getsockname(listener.fd(), reinterpret_cast<sockaddr*>(&address), &size),
          "getsockname");
  return ntohs(address.sin_port);
}

void announce(std::uint16_t port) {
  // Without the flush the line would stay in this process: nothing else is printed after it.
  std::cout << "LISTENING 127.0.0.1:" << port << '\n' << std::flush;
  if (!std::cout) throw std::runtime_error("cannot write to standard output");
}

// The errors of accept that say something about the server itself and would never go away.
bool is_lasting(int error) {
  return error == EBADF || error == EINVAL || error == ENOTSOCK || error == EOPNOTSUPP;
}

Socket accept_client(const Socket& listener) {
  for (;;) {
    const int fd = ::accept4(listener.fd(), nullptr, nullptr, SOCK_CLOEXEC);
    if (fd >= 0) return Socket(fd);
    if (is_lasting(errno)) checked(fd, "accept");
    // A client that has already gone is no reason to wait, but a lack of memory or of file
    // descriptors does not pass by itself, and asking again at once would burn a whole core.
    if (errno != EINTR && errno != ECONNABORTED)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

// Returns the number of bytes received: 0 when the client has finished, or is lost.
std::size_t receive(const Socket& client, std::span<char> buffer) {
  for (;;) {
    const ssize_t count = ::recv(client.fd(), buffer.data(), buffer.size(), 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return 0;
  }
}

// Returns false if the client is lost.
bool send_all(const Socket& client, std::string_view bytes) {
  while (!bytes.empty()) {
    // MSG_NOSIGNAL: writing to a client that has gone is an error here, not the end of the server.
    const ssize_t count = ::send(client.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    else if (errno != EINTR) return false;
  }
  return true;
}

// Cuts the stream of bytes from one client into lines. TCP may deliver half a line or ten lines
// at once, so bytes are kept here until the rest of their line has come.
class LineReader {
 public:
  explicit LineReader(const Socket& client) : client_(client) {}

  // Returns the next line without its end, or nothing if there are no more lines.
  std::optional<std::string> next() {
    for (;;) {
      const std::size_t end = bytes_.find('\n', searched_);
      if (end != std::string::npos) return take_line(end);
      // Every byte is searched only once, however small the pieces of a long line are.
      searched_ = bytes_.size();
      if (bytes_.size() - start_ > kLongestLine + 1) return std::nullopt;
      if (!receive_more()) return take_rest();
    }
  }

 private:
  std::string take_line(std::size_t end) {
    std::string line = bytes_.substr(start_, end - start_);
    if (line.ends_with('\r')) line.pop_back();
    start_ = end + 1;
    searched_ = start_;
    return line;
  }

  std::optional<std::string> take_rest() {
    if (start_ == bytes_.size()) return std::nullopt;
    std::string line = bytes_.substr(start_);
    start_ = bytes_.size();
    return line;
  }

  bool receive_more() {
    bytes_.erase(0, start_);
    searched_ -= start_;
    start_ = 0;
    const std::size_t count = receive(client_, chunk_);
    bytes_.append(chunk_.data(), count);
    return count > 0;
  }

  const Socket& client_;
  std::array<char, kChunkSize> chunk_{};
  std::string bytes_;
  std::size_t start_ = 0;     // where the next line begins in bytes_
  std::size_t searched_ = 0;  // no line ends between start_ and here
};

std::string reversed(const std::string& line) { return {line.rbegin(), line.rend()}; }

void serve(const Socket& client) {
  LineReader lines(client);
  while (const std::optional<std::string> line = lines.next()) {
    const bool quit = *line == "QUIT";
    const std::string reply = quit ? "BYE" : reversed(*line);
    if (!send_all(client, reply + '\n') || quit) return;
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  const std::optional<std::uint16_t> port = argc == 2 ? parse_port(argv[1]) : std::nullopt;
  if (!port) {
    std::cerr << "usage: tcp_server PORT (a number from 0 to 65535)\n";
    return 2;
  }

  try {
    const Socket listener = listen_on(*port);
    announce(port_of(listener));
    for (;;) serve(accept_client(listener));
  } catch (const std::exception& error) {
    std::cerr << "tcp_server: " << error.what() << '\n';
    return 1;
  }
}
