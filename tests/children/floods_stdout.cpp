// Writes to standard output without end.
#include <string.h>
#include <unistd.h>

int main() {
  char buffer[65536];
  memset(buffer, 'x', sizeof buffer);
  while (write(1, buffer, sizeof buffer) > 0) {
  }
}
