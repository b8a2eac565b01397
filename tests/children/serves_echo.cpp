// Listens on port N (0: any), says so, and sends everything back, one client after another.
#include <unistd.h>

#include "listening.hpp"

int main(int, char** arguments) {
  const int listener = listening_socket(atoi(arguments[1]), true);
  while (true) {
    const int client = accept(listener, nullptr, nullptr);
    char buffer[65536];
    for (ssize_t count; (count = read(client, buffer, sizeof buffer)) > 0;)
      if (send(client, buffer, static_cast<size_t>(count), MSG_NOSIGNAL) < 0) break;
    close(client);
  }
}
