// fails: TcpServer.RestartsAfterClosingFirst, TcpServer.RestartsAfterBeingKilled
// mistake: Sets SO_REUSEADDR after listen, when bind has long been refused or granted.
// misconception: port-is-remembered

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = make_socket();
  bind_to(listener, address_of(port_from(argc, argv)));
  start_listening(listener);
  reuse_address(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
