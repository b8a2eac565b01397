// fails: TcpServer.SaysWhereItListens, TcpServer.ListensOnTheGivenPort, TcpServer.AnswersALineReversed, TcpServer.AnswersLinesThatArriveTogether, TcpServer.AnswersALineThatArrivesInPieces, TcpServer.ServesTheNextClient, TcpServer.ServesTwoHundredClients, TcpServer.ClosesFirstAfterQuit, TcpServer.RestartsAfterClosingFirst, TcpServer.RestartsAfterBeingKilled, TcpServer.RefusesABusyPort, TcpServer.AnswersAfterHalfClose, TcpServer.ReversesEveryByte, TcpServer.RemovesTheCarriageReturn, TcpServer.AnswersAnEmptyLine, TcpServer.ReversesALongLine, TcpServer.AnswersASlowReader, TcpServer.SurvivesAResetInMidLine, TcpServer.SurvivesAResetDuringReplies, TcpServer.SurvivesAGoneReader, TcpServer.StaysOnLoopback, TcpServer.RestsWhenIdle, TcpServer.ClosesEveryConnection, TcpServer.SurvivesAPause
// mistake: Binds the port but never calls listen, so every caller is refused.
// misconception: bell-is-off

#include "parts.hpp"

int main(int argc, char* argv[]) {
  const int listener = make_socket();
  reuse_address(listener);
  bind_to(listener, address_of(port_from(argc, argv)));
  announce(port_of(listener));
  serve_clients(listener);
}
