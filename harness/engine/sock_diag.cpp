// tcp_sockets() of probe.hpp. Source: sock_diag(7); reading /proc/net/tcp instead costs about a
// thousand times as much, so it is only the fallback.
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/probe.hpp"

namespace pipette {
namespace {

std::uint32_t mask(const std::vector<TcpState>& states) {
  std::uint32_t bits = 0;
  for (const TcpState state : states) bits |= 1U << static_cast<unsigned>(state);
  return bits;
}

// A netlink socket that closes itself.
class Netlink {
 public:
  Netlink() : fd_(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)) {}
  ~Netlink() {
    if (fd_ >= 0) close(fd_);
  }
  Netlink(const Netlink&) = delete;
  Netlink& operator=(const Netlink&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

bool ask(const Netlink& netlink, std::uint8_t family, std::uint32_t states) {
  struct {
    nlmsghdr header;
    inet_diag_req_v2 request;
  } message{};
  message.header.nlmsg_len = sizeof message;
  message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  message.request.sdiag_family = family;
  message.request.sdiag_protocol = IPPROTO_TCP;
  message.request.idiag_states = states;
  return send(netlink.fd(), &message, sizeof message, 0) == sizeof message;
}

// One datagram of answers; false when it was the last one, or an error (then `failed` is set).
bool take(std::string_view datagram, std::uint16_t port, std::vector<TcpSocket>& found,
          bool& failed) {
  while (datagram.size() >= sizeof(nlmsghdr)) {
    nlmsghdr header{};
    std::memcpy(&header, datagram.data(), sizeof header);
    if (header.nlmsg_type == NLMSG_DONE) return false;
    failed = header.nlmsg_type == NLMSG_ERROR || header.nlmsg_len > datagram.size();
    if (failed) return false;
    inet_diag_msg answer{};
    std::memcpy(&answer, datagram.data() + NLMSG_HDRLEN, sizeof answer);
    const TcpSocket one{.state = static_cast<TcpState>(answer.idiag_state),
                        .local_port = ntohs(answer.id.idiag_sport),
                        .remote_port = ntohs(answer.id.idiag_dport),
                        .receive_queue = answer.idiag_rqueue,
                        .send_queue = answer.idiag_wqueue,
                        .inode = answer.idiag_inode};
    if (port == 0 || one.local_port == port) found.push_back(one);
    datagram.remove_prefix(std::min<std::size_t>(NLMSG_ALIGN(header.nlmsg_len), datagram.size()));
  }
  return true;
}

bool dump(std::uint8_t family, std::uint16_t port, std::uint32_t states,
          std::vector<TcpSocket>& found) {
  const Netlink netlink;
  if (netlink.fd() < 0 || !ask(netlink, family, states)) return false;
  std::array<char, 32768> buffer{};
  bool failed = false;
  while (true) {
    const ssize_t length = recv(netlink.fd(), buffer.data(), buffer.size(), 0);
    if (length <= 0) return false;
    if (!take({buffer.data(), static_cast<std::size_t>(length)}, port, found, failed))
      return !failed;
  }
}

// /proc/net/tcp: "sl local:port remote:port state tx:rx timer retransmits uid timeout inode ...".
void read_proc(const std::string& path, std::uint16_t port, std::uint32_t states,
               std::vector<TcpSocket>& found) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::array<std::string, 10> field;
    std::istringstream fields(line);
    for (std::string& one : field) fields >> one;
    const auto hex = [](const std::string& text) {
      return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 16));
    };
    const auto port_of = [&](const std::string& address) {
      return static_cast<std::uint16_t>(hex(address.substr(address.find(':') + 1)));
    };
    const std::uint32_t state = hex(field[3]);
    const std::uint16_t local = port_of(field[1]);
    if ((states >> state & 1U) == 0 || (port != 0 && port != local)) continue;
    found.push_back({.state = static_cast<TcpState>(state),
                     .local_port = local,
                     .remote_port = port_of(field[2]),
                     .receive_queue = hex(field[4].substr(field[4].find(':') + 1)),
                     .send_queue = hex(field[4]),
                     .inode = std::strtoull(field[9].c_str(), nullptr, 10)});
  }
}

}  // namespace

std::vector<TcpSocket> tcp_sockets(std::uint16_t port, const std::vector<TcpState>& states) {
  std::vector<TcpSocket> found;
  if (dump(AF_INET, port, mask(states), found)) {
    (void)dump(AF_INET6, port, mask(states), found);
    return found;
  }
  return tcp_sockets_from_proc(port, states);
}

std::vector<TcpSocket> tcp_sockets_from_proc(std::uint16_t port,
                                             const std::vector<TcpState>& states) {
  std::vector<TcpSocket> found;
  read_proc("/proc/net/tcp", port, mask(states), found);
  read_proc("/proc/net/tcp6", port, mask(states), found);
  return found;
}

}  // namespace pipette
