// Listens on a port and answers the first head of every client (up to an empty line) with the
// bytes of its argument; then it sends everything back, or, with a second argument, closes.
#include <string.h>
#include <unistd.h>

#include "listening.hpp"

int main(int count, char** arguments) {
  const int listener = listening_socket(0, true);
  while (true) {
    const int client = accept(listener, nullptr, nullptr);
    char head[65536] = "";
    size_t size = 0;
    while (size + 1 < sizeof head && strstr(head, "\r\n\r\n") == nullptr &&
           read(client, head + size, 1) == 1)
      ++size;
    send(client, arguments[1], strlen(arguments[1]), MSG_NOSIGNAL);
    char buffer[65536];
    for (ssize_t n; count == 2 && (n = read(client, buffer, sizeof buffer)) > 0;)
      if (send(client, buffer, static_cast<size_t>(n), MSG_NOSIGNAL) < 0) break;
    close(client);
  }
}
