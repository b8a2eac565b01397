// fails: TcpServer.SaysWhereItListens, TcpServer.ListensOnTheGivenPort
// mistake: Forgets ntohs, so it listens on the right port but prints the two bytes swapped.
// misconception: byte-order

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(local_address(listener).sin_port);
  serve_clients(listener);
}
