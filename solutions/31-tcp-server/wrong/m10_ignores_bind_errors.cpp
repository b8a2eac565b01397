// fails: TcpServer.RefusesABusyPort
// mistake: Does not look at what bind returns, and says that it listens although the port is taken.
// misconception: calls-always-work

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const std::uint16_t port = port_from(argc, argv);
  const int listener = make_socket();
  reuse_address(listener);
  const sockaddr_in address = address_of(port);
  bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  listen(listener, 128);
  announce(port == 0 ? port_of(listener) : port);
  serve_clients(listener);
}
