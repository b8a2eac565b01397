// fails: TcpServer.SurvivesAPause
// mistake: Waits for clients with a time limit, and takes an interrupted wait for a failed one.
// misconception: interrupted-is-broken

#include <sys/time.h>

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  const timeval limit{.tv_sec = 1, .tv_usec = 0};
  check(setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit), "setsockopt");
  announce(port_of(listener));
  while (true) {
    const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0 && (errno == EAGAIN || errno == ECONNABORTED)) continue;  // Nobody is there.
    check(client, "accept");
    serve(client);
    close(client);
  }
}
