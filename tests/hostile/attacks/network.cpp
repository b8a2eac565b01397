// Ways out: to the grader's ports and sockets on this machine, and to the world.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "attack.hpp"

namespace {

constexpr int kWaitMilliseconds = 300;

#ifndef IPPROTO_MPTCP
constexpr int IPPROTO_MPTCP = 262;
#endif

sockaddr_in address_of(const char* host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  inet_pton(AF_INET, host, &address.sin_addr);
  return address;
}

template <class Address>
int connect_to(int socket, const Address& address, socklen_t size = sizeof(Address)) {
  return connect(socket, reinterpret_cast<const sockaddr*>(&address), size);
}

// What the kernel says about a socket after a while: 0 when nothing came back.
int error_after_a_while(int socket, short events) {
  pollfd waiting{socket, events, 0};
  poll(&waiting, 1, kWaitMilliseconds);
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

void connect_stream(int protocol, const char* what, const Target& target) {
  const int port = need(target.port, "port");
  const int client = socket(AF_INET, SOCK_STREAM, protocol);
  if (client < 0) return blocked_by(std::string("socket(") + what + ")");
  report(connect_to(client, address_of("127.0.0.1", port)) == 0, "connect",
         std::string("connected to the grader by ") + what);
}

void tcp_connect(const Target& target) { connect_stream(IPPROTO_TCP, "TCP", target); }

// TCP under another name: rules for TCP may not know it.
void mptcp_connect(const Target& target) { connect_stream(IPPROTO_MPTCP, "MPTCP", target); }

// The same port through an IPv6 socket.
void tcp_connect_mapped(const Target& target) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(static_cast<uint16_t>(need(target.port, "port")));
  inet_pton(AF_INET6, "::ffff:127.0.0.1", &address.sin6_addr);
  const int client = socket(AF_INET6, SOCK_STREAM, 0);
  if (client < 0) return blocked_by("socket(AF_INET6)");
  report(connect_to(client, address) == 0, "connect", "connected to the grader by IPv6");
}

// Connects while sending, without a call of connect.
void tcp_fast_open(const Target& target) {
  const sockaddr_in address = address_of("127.0.0.1", need(target.port, "port"));
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  if (client < 0) return blocked_by("socket");
  const ssize_t n = sendto(client, "x", 1, MSG_FASTOPEN | MSG_NOSIGNAL,
                           reinterpret_cast<const sockaddr*>(&address), sizeof address);
  report(n == 1, "sendto(MSG_FASTOPEN)", "sent to the grader without connect");
}

// One datagram without connect. 0, or what came back: a closed port and a missing route do.
int error_of_datagram(const char* host, int port, const std::string& bytes) {
  const int sender = socket(AF_INET, SOCK_DGRAM, 0);
  if (sender < 0) return errno;
  const int on = 1;
  setsockopt(sender, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
  const sockaddr_in address = address_of(host, port);
  if (sendto(sender, bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&address),
             sizeof address) < 0)
    return errno;
  return error_after_a_while(sender, POLLIN);
}

void udp_send(const Target& target) {
  errno = error_of_datagram("127.0.0.1", need(target.udp, "udp"), "pipette-attack");
  report(errno == 0, "a datagram", "sent to the grader");
}

void udp_connect(const Target& target) {
  const sockaddr_in address = address_of("127.0.0.1", need(target.udp, "udp"));
  const int sender = socket(AF_INET, SOCK_DGRAM, 0);
  if (sender < 0) return blocked_by("socket(SOCK_DGRAM)");
  if (connect_to(sender, address) != 0) return blocked_by("connect");
  if (send(sender, "pipette-attack", 14, 0) < 0) return blocked_by("send");
  errno = error_after_a_while(sender, POLLIN);
  report(errno == 0, "send", "sent to the grader");
}

// Nobody has the address: who refuses is a router on the way, so the packet has left.
bool has_left(int error) { return error == 0 || error == ETIMEDOUT || error == ECONNREFUSED; }

// An address that is reserved for documentation: the SYN leaves, nobody answers.
void internet_tcp(const Target&) {
  const int client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (client < 0) return blocked_by("socket");
  if (connect_to(client, address_of("192.0.2.1", 80)) != 0 && errno != EINPROGRESS)
    return blocked_by("connect");
  const int error = error_after_a_while(client, POLLOUT);
  if (has_left(error)) return worked("a SYN left for the internet");
  blocked_by("connect", error);
}

// A question to a name server.
void internet_udp(const Target&) {
  using std::string_literals::operator""s;
  const std::string question =
      "\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x07"
      "example\x03"
      "com\0\0\x01\0\x01"s;
  errno = error_of_datagram("192.0.2.1", 53, question);
  report(has_left(errno), "a datagram", "a datagram left for the internet");
}

sockaddr_un unix_address(const std::string& path, bool is_abstract) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() + 2 > sizeof address.sun_path) broken("too long for a socket: " + path);
  memcpy(address.sun_path + (is_abstract ? 1 : 0), path.data(), path.size());
  return address;
}

void connect_unix(const std::string& path, bool is_abstract) {
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  if (client < 0) return blocked_by("socket(AF_UNIX)");
  const sockaddr_un address = unix_address(path, is_abstract);
  const size_t size = offsetof(sockaddr_un, sun_path) + path.size() + 1;
  report(connect_to(client, address, static_cast<socklen_t>(size)) == 0, "connect(AF_UNIX)",
         "connected to the grader's socket");
}

// A name in the namespace of the network, not in any folder.
void unix_abstract(const Target& target) {
  connect_unix(need(target.abstract_name, "abstract"), true);
}

// As the sockets of D-Bus or of a container service.
void unix_path(const Target& target) { connect_unix(need(target.unix_path, "unix"), false); }

}  // namespace

const std::vector<Attack> kNetworkAttacks{
    {"tcp-connect", tcp_connect},     {"tcp-connect-mapped", tcp_connect_mapped},
    {"tcp-fast-open", tcp_fast_open}, {"mptcp-connect", mptcp_connect},
    {"udp-send", udp_send},           {"udp-connect", udp_connect},
    {"unix-abstract", unix_abstract}, {"unix-path", unix_path},
    {"internet-tcp", internet_tcp},   {"internet-udp", internet_udp},
};
