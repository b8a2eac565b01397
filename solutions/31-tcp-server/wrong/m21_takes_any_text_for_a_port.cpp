// fails: TcpServer.RefusesBadArguments
// mistake: Turns the argument into a number with atoi, which takes any text and any size.
// misconception: any-text-is-a-number

#include <cstdlib>

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int port = argc > 1 ? std::atoi(argv[1]) : 0;
  const int listener = open_listener(static_cast<std::uint16_t>(port));
  announce(port_of(listener));
  serve_clients(listener, serve);
}
