// fails: TcpServer.ServesTheNextClient, TcpServer.ServesTwoHundredClients, TcpServer.ClosesFirstAfterQuit, TcpServer.SurvivesAResetInMidLine, TcpServer.SurvivesAResetDuringReplies, TcpServer.SurvivesAGoneReader, TcpServer.ClosesEveryConnection, TcpServer.SurvivesAPause, TcpServer.RestsWhenIdle
// mistake: Accepts once, without a loop, so the program ends when its first client has left.
// misconception: one-client-only

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  const int client = accept_client(listener);
  serve(client);
  close(client);
  close(listener);
  return 0;
}
