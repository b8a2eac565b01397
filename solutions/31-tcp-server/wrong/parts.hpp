// The correct parts of a small TCP server. Each wrong program replaces the one part it gets wrong.

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

inline void check(int result, const char* what) {
  if (result < 0) {
    std::perror(what);
    std::exit(1);
  }
}

inline std::uint16_t port_from(int argc, char* argv[]) {
  if (argc == 2) {
    const std::string_view text = argv[1];
    std::uint16_t port = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error == std::errc{} && stop == text.data() + text.size()) return port;
  }
  std::cerr << "usage: tcp_server PORT\n";
  std::exit(2);
}

inline sockaddr_in address_of(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// ---- From a port to a client --------------------------------------------------------------------

inline int make_socket() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  check(fd, "socket");
  return fd;
}

inline void reuse_address(int listener) {
  const int yes = 1;
  check(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes), "setsockopt");
}

inline void bind_to(int listener, const sockaddr_in& address) {
  check(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
}

inline void start_listening(int listener) { check(listen(listener, 128), "listen"); }

inline int open_listener(std::uint16_t port) {
  const int listener = make_socket();
  reuse_address(listener);
  bind_to(listener, address_of(port));
  start_listening(listener);
  return listener;
}

inline sockaddr_in local_address(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  check(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  return address;
}

inline std::uint16_t port_of(int listener) { return ntohs(local_address(listener).sin_port); }

inline void announce(std::uint16_t port) {
  std::cout << "LISTENING 127.0.0.1:" << port << std::endl;
}

inline int accept_client(int listener) {
  while (true) {
    const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) return client;
    if (errno != EINTR && errno != EAGAIN && errno != ECONNABORTED) check(client, "accept");
  }
}

// ---- One client ---------------------------------------------------------------------------------

// What recv says, but an interrupted or timed-out wait goes on.
inline ssize_t receive(int client, char* buffer, std::size_t size) {
  while (true) {
    const ssize_t count = recv(client, buffer, size, 0);
    if (count >= 0 || (errno != EINTR && errno != EAGAIN)) return count;
  }
}

inline bool send_all(int client, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

inline std::string answer_to(std::string line) {
  if (line == "QUIT") return "BYE\n";
  std::reverse(line.begin(), line.end());
  return line + '\n';
}

using Send = bool (*)(int client, std::string_view bytes);
using Serve = void (*)(int client);

// Answers every complete line in `pending` and takes it out. Returns false when the client is done:
// it said QUIT, or it is lost.
inline bool answer_lines(int client, std::string& pending, Send send_reply = send_all) {
  std::size_t start = 0;
  std::size_t end = 0;
  while ((end = pending.find('\n', start)) != std::string::npos) {
    std::string line = pending.substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!send_reply(client, answer_to(line)) || line == "QUIT") return false;
    start = end + 1;
  }
  pending.erase(0, start);
  return true;
}

// Serves one client to its end. Closing it is left to the caller.
inline void serve_with(Send send_reply, int client) {
  char chunk[65536];
  std::string pending;
  ssize_t count = 0;
  while ((count = receive(client, chunk, sizeof chunk)) > 0) {
    pending.append(chunk, static_cast<std::size_t>(count));
    if (!answer_lines(client, pending, send_reply)) return;
  }
  if (count == 0 && !pending.empty()) send_reply(client, answer_to(pending));
}

inline void serve(int client) { serve_with(send_all, client); }

[[noreturn]] inline void serve_clients(int listener, Serve serve_one = serve) {
  while (true) {
    const int client = accept_client(listener);
    serve_one(client);
    close(client);
  }
}
