// Listens on any port, says so, and hangs up on every client after its first byte.
#include <unistd.h>

#include "listening.hpp"

int main() {
  const int listener = listening_socket(0, true);
  while (true) {
    const int client = accept(listener, nullptr, nullptr);
    char byte = 0;
    if (read(client, &byte, 1) < 0) return 1;
    close(client);
  }
}
