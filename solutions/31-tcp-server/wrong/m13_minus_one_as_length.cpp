// fails: TcpServer.SurvivesAResetInMidLine
// mistake: Uses the -1 of a failed recv as a length, and a reset by one client crashes the server.
// misconception: minus-one-is-a-length

#include "parts.hpp"

void serve_until_zero(int client) {
  char buffer[65536];
  std::string pending;
  ssize_t count = 0;
  while ((count = receive(client, buffer, sizeof buffer)) != 0) {
    pending.append(buffer, static_cast<std::size_t>(count));
    if (!answer_lines(client, pending)) return;
  }
  if (!pending.empty()) send_all(client, answer_to(pending));
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_until_zero);
}
