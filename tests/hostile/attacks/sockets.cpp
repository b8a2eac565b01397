// Sockets that open a door: servers where none should be, and families that reach into the kernel.
#include <arpa/inet.h>
#include <linux/if_alg.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "attack.hpp"

namespace {

constexpr int kSctp = 132;
constexpr int kSmcFamily = 43;

sockaddr_in address_of(in_addr_t host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(host);
  return address;
}

// Interfaces besides that of the loop: through them, others reach a server.
bool others_are_near(int any_socket) {
  std::array<ifreq, 16> interfaces{};
  ifconf list{};
  list.ifc_len = sizeof interfaces;
  list.ifc_req = interfaces.data();
  if (ioctl(any_socket, SIOCGIFCONF, &list) != 0) return false;
  const auto number = static_cast<size_t>(list.ifc_len) / sizeof(ifreq);
  return std::any_of(interfaces.begin(), interfaces.begin() + static_cast<long>(number),
                     [](const ifreq& one) { return strcmp(one.ifr_name, "lo") != 0; });
}

// Accepts for a while, so that those outside can see whether they reach it.
void serve(int listener) {
  if (listen(listener, 8) != 0) return blocked_by("listen");
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  char host[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &address.sin_addr, host, sizeof host);
  const std::string place = std::string(host) + ":" + std::to_string(ntohs(address.sin_port));
  if (address.sin_addr.s_addr == INADDR_ANY && others_are_near(listener))
    worked("listening on " + place + ", others can call it");
  else tried("listening on " + place);
  pollfd waiting{listener, POLLIN, 0};
  constexpr int kWaitMilliseconds = 5000;
  if (poll(&waiting, 1, kWaitMilliseconds) <= 0) return;
  const int client = accept(listener, nullptr, nullptr);
  if (client < 0) return blocked_by("accept");
  write_all(client, "this is not the grader\n");
  worked("took a connection");
}

void listen_on(const sockaddr_in& address) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0) return blocked_by("socket");
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return blocked_by("bind");
  serve(listener);
}

// A server that the whole network can reach.
void listen_any(const Target&) { listen_on(address_of(INADDR_ANY, 0)); }

// The kernel chooses a port at listen, without a call of bind.
void listen_without_bind(const Target&) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0) return blocked_by("socket");
  serve(listener);
}

// Shares the grader's port and takes a part of its connections.
void bind_grader_port(const Target& target) {
  listen_on(address_of(INADDR_LOOPBACK, need(target.port, "port")));
}

// The port that the next submission is about to use.
void bind_fixed_port(const Target&) {
  constexpr int kPort = 47808;
  listen_on(address_of(INADDR_LOOPBACK, kPort));
}

// Shares the grader's port for datagrams.
void bind_grader_udp(const Target& target) {
  const sockaddr_in address = address_of(INADDR_LOOPBACK, need(target.udp, "udp"));
  const int receiver = socket(AF_INET, SOCK_DGRAM, 0);
  if (receiver < 0) return blocked_by("socket(SOCK_DGRAM)");
  const int on = 1;
  setsockopt(receiver, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(receiver, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (bind(receiver, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return blocked_by("bind");
  tried("shares the grader's port for datagrams");
  char byte = 0;
  if (recv(receiver, &byte, 1, 0) >= 0) worked("took a datagram");
}

void open_socket(int family, int type, int protocol, const char* call) {
  report(socket(family, type, protocol) >= 0, call, "has such a socket");
}

// Sees and forges packets below TCP.
void raw_socket(const Target&) { open_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP, "socket(SOCK_RAW)"); }

void packet_socket(const Target&) {
  constexpr int kEveryProtocol = 0x0300;
  open_socket(AF_PACKET, SOCK_RAW, kEveryProtocol, "socket(AF_PACKET)");
}

void sctp_socket(const Target&) {
  open_socket(AF_INET, SOCK_STREAM, kSctp, "socket(IPPROTO_SCTP)");
}

// TCP under the name of another family.
void smc_socket(const Target&) { open_socket(kSmcFamily, SOCK_STREAM, 0, "socket(AF_SMC)"); }

// From a virtual machine to its host.
void vsock_connect(const Target&) {
  const int client = socket(AF_VSOCK, SOCK_STREAM | SOCK_NONBLOCK, 0);
  report(client >= 0, "socket(AF_VSOCK)", "has such a socket");
}

// The kernel's cryptography: seldom used, often at fault.
void crypto_socket(const Target&) {
  const int crypto = socket(AF_ALG, SOCK_SEQPACKET, 0);
  if (crypto < 0) return blocked_by("socket(AF_ALG)");
  sockaddr_alg address{};
  address.salg_family = AF_ALG;
  memcpy(address.salg_type, "hash", 5);
  memcpy(address.salg_name, "sha256", 7);
  report(bind(crypto, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
         "bind(AF_ALG)", "the kernel's cryptography answers");
}

// Sends a question to the kernel; the size of its answer.
template <class Question>
void ask_kernel(int protocol, uint16_t type, const Question& question, const std::string& call) {
  struct {
    nlmsghdr header;
    Question question;
  } message{};
  message.header.nlmsg_len = sizeof message;
  message.header.nlmsg_type = type;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  message.question = question;
  const int kernel = socket(AF_NETLINK, SOCK_RAW, protocol);
  if (kernel < 0) return blocked_by("socket(AF_NETLINK)");
  if (send(kernel, &message, sizeof message, 0) < 0) return blocked_by("send");
  std::string answer(65536, '\0');
  const ssize_t n = recv(kernel, answer.data(), answer.size(), 0);
  nlmsghdr first{};
  if (n >= static_cast<ssize_t>(sizeof first)) memcpy(&first, answer.data(), sizeof first);
  if (n < 0 || first.nlmsg_type == NLMSG_ERROR) return blocked_by("recv", n < 0 ? errno : EPERM);
  if (first.nlmsg_type == NLMSG_DONE) return blocked(call + ": an empty list");
  worked("the kernel answers with " + std::to_string(n) + " bytes about " + call);
}

// The machine's network interfaces.
void netlink_links(const Target&) {
  ask_kernel(NETLINK_ROUTE, RTM_GETLINK, rtgenmsg{AF_PACKET}, "interfaces");
}

// All servers of this machine: who listens where.
void netlink_sockets(const Target&) {
  constexpr uint32_t kListening = 1U << 10;
  inet_diag_req_v2 question{};
  question.sdiag_family = AF_INET;
  question.sdiag_protocol = IPPROTO_TCP;
  question.idiag_states = kListening;
  ask_kernel(NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, question, "servers");
}

}  // namespace

const std::vector<Attack> kSocketAttacks{
    {"listen-any", listen_any},
    {"listen-without-bind", listen_without_bind},
    {"bind-grader-port", bind_grader_port},
    {"bind-fixed-port", bind_fixed_port},
    {"bind-grader-udp", bind_grader_udp},
    {"raw-socket", raw_socket},
    {"packet-socket", packet_socket},
    {"sctp-socket", sctp_socket},
    {"smc-socket", smc_socket},
    {"vsock-socket", vsock_connect},
    {"crypto-socket", crypto_socket},
    {"netlink-links", netlink_links},
    {"netlink-sockets", netlink_sockets},
};
