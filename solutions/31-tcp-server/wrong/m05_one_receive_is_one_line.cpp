// fails: TcpServer.AnswersLinesThatArriveTogether, TcpServer.AnswersALineThatArrivesInPieces, TcpServer.ClosesFirstAfterQuit, TcpServer.AnswersAfterHalfClose, TcpServer.RemovesTheCarriageReturn, TcpServer.AnswersAnEmptyLine, TcpServer.ReversesALongLine, TcpServer.AnswersASlowReader
// mistake: Takes what one recv returns for one line, but TCP cuts and joins text as it likes.
// misconception: recv-is-a-line

#include "parts.hpp"

void serve_pieces(int client) {
  char buffer[65536];
  while (true) {
    const ssize_t count = receive(client, buffer, sizeof buffer);
    if (count <= 0) return;
    std::string line(buffer, static_cast<std::size_t>(count));
    if (line.back() == '\n') line.pop_back();
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!send_all(client, answer_to(line)) || line == "QUIT") return;
  }
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, serve_pieces);
}
