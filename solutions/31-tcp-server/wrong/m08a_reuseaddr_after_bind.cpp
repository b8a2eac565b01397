// fails: TcpServer.RestartsAfterClosingFirst, TcpServer.RestartsAfterBeingKilled
// mistake: Sets SO_REUSEADDR after bind, when the kernel has already looked at it.
// misconception: port-is-remembered

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = make_socket();
  bind_to(listener, address_of(port_from(argc, argv)));
  reuse_address(listener);
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
