// Listens on any port, says so, and resets every connection after its first byte.
#include <unistd.h>

#include "listening.hpp"

int main() {
  const int listener = listening_socket(0, true);
  while (true) {
    const int client = accept(listener, nullptr, nullptr);
    char byte = 0;
    if (read(client, &byte, 1) < 0) return 1;
    const linger at_once{1, 0};
    setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(client);
  }
}
