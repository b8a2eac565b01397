// fails: TcpServer.RefusesABusyPort
// mistake: Sets SO_REUSEPORT instead of SO_REUSEADDR, so two servers can share one port.
// misconception: port-is-shared

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = make_socket();
  const int yes = 1;
  check(setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes), "setsockopt");
  bind_to(listener, address_of(port_from(argc, argv)));
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
