// fails: TcpServer.StaysOnLoopback
// mistake: Binds INADDR_ANY, so not only this machine but everybody can call.
// misconception: every-address

#include "parts.hpp"

int main(int argc, char* argv[]) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_from(argc, argv));
  address.sin_addr.s_addr = htonl(INADDR_ANY);

  const int listener = make_socket();
  reuse_address(listener);
  bind_to(listener, address);
  start_listening(listener);
  announce(port_of(listener));
  serve_clients(listener);
}
