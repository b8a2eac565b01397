// fails: TcpServer.ListensOnTheGivenPort
// mistake: Forgets htons, so the two bytes of the port are swapped and it listens somewhere else.
// misconception: byte-order

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const std::uint16_t port = port_from(argc, argv);
  const int listener = make_socket();
  reuse_address(listener);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = port;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind_to(listener, address);
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
