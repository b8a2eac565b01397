// fails: TcpServer.AnswersALineReversed, TcpServer.AnswersALineThatArrivesInPieces, TcpServer.AnswersASlowReader, TcpServer.AnswersAfterHalfClose, TcpServer.AnswersAnEmptyLine, TcpServer.AnswersLinesThatArriveTogether, TcpServer.ClosesEveryConnection, TcpServer.ClosesFirstAfterQuit, TcpServer.ListensOnTheGivenPort, TcpServer.RefusesABusyPort, TcpServer.RemovesTheCarriageReturn, TcpServer.RestartsAfterBeingKilled, TcpServer.RestartsAfterClosingFirst, TcpServer.RestsWhenIdle, TcpServer.ReversesALongLine, TcpServer.ReversesEveryByte, TcpServer.SaysWhereItListens, TcpServer.ServesTheNextClient, TcpServer.ServesTwoHundredClients, TcpServer.StaysOnLoopback, TcpServer.SurvivesAGoneReader, TcpServer.SurvivesAPause, TcpServer.SurvivesAResetDuringReplies, TcpServer.SurvivesAResetInMidLine
// mistake: Sends each line back as it came.
// misconception: wrong-order-of-bytes

#include "parts.hpp"

void echo_lines(int client) {
  char buffer[65536];
  while (true) {
    const ssize_t count = receive(client, buffer, sizeof buffer);
    if (count <= 0) break;
    if (!send_all(client, {buffer, static_cast<std::size_t>(count)})) break;
  }
}

int main(int argc, char* argv[]) {
  const int listener = open_listener(port_from(argc, argv));
  announce(port_of(listener));
  serve_clients(listener, echo_lines);
}
