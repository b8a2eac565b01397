// What the children that are servers share.
#pragma once

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

// A socket that listens on 127.0.0.1, port `port` (0: any). Says so when `announced`.
inline int listening_socket(int port, bool announced) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<unsigned short>(port));
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, generic, size) < 0 || listen(listener, 16) < 0) exit(1);
  getsockname(listener, generic, &size);
  if (announced) printf("LISTENING 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}
