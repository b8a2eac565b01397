// Lab 31, tcp-server: waits on a TCP port and answers every line with the same line reversed.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>

int main([[maybe_unused]] int argc, [[maybe_unused]] char* argv[]) {
  // TODO: Start here. First get a socket to listen on the port in argv[1] and print where it
  // listens; then answer your first client. README.md says exactly what is asked.
  std::cerr << "tcp_server: nothing is built yet\n";
  return 1;
}
