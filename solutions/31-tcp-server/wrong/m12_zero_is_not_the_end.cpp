// fails: TcpServer.AnswersAfterHalfClose, TcpServer.ClosesEveryConnection, TcpServer.RestsWhenIdle, TcpServer.ServesTheNextClient, TcpServer.ServesTwoHundredClients, TcpServer.SurvivesAGoneReader, TcpServer.SurvivesAPause
// mistake: Goes on when recv returns 0, so after a client has left it spins and serves nobody else.
// misconception: zero-bytes-is-not-yet

#include "parts.hpp"

void serve_until_error(int client) {
  char buffer[65536];
  std::string pending;
  while (true) {
    const ssize_t count = receive(client, buffer, sizeof buffer);
    if (count < 0) return;
    pending.append(buffer, static_cast<std::size_t>(count));
    if (!answer_lines(client, pending)) return;
  }
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_until_error);
}
