// fails: TcpServer.ReversesEveryByte
// mistake: Adds what it received as a C string, so everything after a NUL byte is lost.
// misconception: zero-ends-text

#include "parts.hpp"

void serve_text(int client) {
  char buffer[65536];
  std::string pending;
  ssize_t count = 0;
  while ((count = receive(client, buffer, sizeof buffer - 1)) > 0) {
    buffer[count] = '\0';
    pending += buffer;
    if (!answer_lines(client, pending)) return;
  }
  if (count == 0 && !pending.empty()) send_all(client, answer_to(pending));
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_text);
}
