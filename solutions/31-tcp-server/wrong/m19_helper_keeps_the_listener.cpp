// fails: TcpServer.RestartsAfterClosingFirst, TcpServer.RestartsAfterBeingKilled
// mistake: Starts a helper that inherits the listening socket and holds the port after the server.
// misconception: child-keeps-the-port
// not named first: From outside, a port that a child holds looks like one that is remembered.

#include "parts.hpp"

int open_inheritable_listener(std::uint16_t port) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  check(listener, "socket");
  reuse_address(listener);
  bind_to(listener, address_of(port));
  start_listening(listener);
  return listener;
}

void start_helper() {
  const pid_t child = fork();
  check(child, "fork");
  if (child == 0) {
    execl("/bin/sleep", "sleep", "30", nullptr);
    _exit(127);
  }
}

int main(int argc, char* argv[]) {
  const int listener = open_inheritable_listener(port_from(argc, argv));
  start_helper();
  announce(port_of(listener));
  serve_clients(listener);
}
