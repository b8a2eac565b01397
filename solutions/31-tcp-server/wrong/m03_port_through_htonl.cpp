// fails: TcpServer.ListensOnTheGivenPort, TcpServer.RefusesABusyPort
// mistake: Uses htonl for a number of two bytes; what is left of it is 0, so any port is taken.
// misconception: port-is-wider

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const std::uint16_t port = port_from(argc, argv);
  const int listener = make_socket();
  reuse_address(listener);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = static_cast<in_port_t>(htonl(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind_to(listener, address);
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
