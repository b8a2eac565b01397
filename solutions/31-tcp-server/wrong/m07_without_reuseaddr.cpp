// fails: TcpServer.RestartsAfterClosingFirst, TcpServer.RestartsAfterBeingKilled
// mistake: Never sets SO_REUSEADDR, so old connections keep the port from being bound again.
// misconception: port-is-remembered

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = make_socket();
  bind_to(listener, address_of(port_from(argc, argv)));
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
