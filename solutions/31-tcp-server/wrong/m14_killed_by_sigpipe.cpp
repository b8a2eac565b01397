// fails: TcpServer.SurvivesAGoneReader
// mistake: Forgets SIGPIPE: it checks every send, but writing to a client that left kills it first.
// misconception: signal-ends-the-server

#include "parts.hpp"

bool send_plainly(int client, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(client, bytes.data(), bytes.size(), 0);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void serve_plainly(int client) { serve_with(send_plainly, client); }

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_plainly);
}
