// fails: TcpServer.SaysWhereItListens, TcpServer.ListensOnTheGivenPort
// mistake: Prints where it listens but does not flush, so the line stays in the program's buffer.
// misconception: line-waits

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  std::cout << "LISTENING 127.0.0.1:" << port_of(listener) << '\n';
  serve_clients(listener);
}
