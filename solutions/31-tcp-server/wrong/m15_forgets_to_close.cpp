// fails: TcpServer.AnswersAfterHalfClose, TcpServer.ClosesEveryConnection, TcpServer.ClosesFirstAfterQuit, TcpServer.RestartsAfterClosingFirst
// mistake: Never closes a client, so descriptors pile up and the client never sees the end.
// misconception: nobody-hangs-up

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  while (true) {
    const int client = accept_client(listener);
    serve(client);
  }
}
