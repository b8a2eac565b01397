// fails: TcpServer.AnswersAfterHalfClose
// mistake: Hangs up as soon as the client has nothing more to say, with a last line unanswered.
// misconception: silent-client-has-gone

#include "parts.hpp"

void serve_until_end(int client) {
  char buffer[65536];
  std::string pending;
  while (true) {
    const ssize_t count = receive(client, buffer, sizeof buffer);
    if (count <= 0) return;
    pending.append(buffer, static_cast<std::size_t>(count));
    if (!answer_lines(client, pending)) return;
  }
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_until_end);
}
