// fails: TcpServer.SaysWhereItListens
// mistake: Prints the port it was given, but 0 is only the wish that the system choose one.
// misconception: zero-is-a-wish

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const std::uint16_t port = port_from(argc, argv);
  const int listener = open_listener(port);
  announce(port);
  serve_clients(listener);
}
