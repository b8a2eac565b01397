// A server that tells how long after listen() its first client was there.
//
// It listens on a port that the system chooses, says where, accepts one client, prints the time
// between listen() and accept() in microseconds on standard error, and ends.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (const struct sockaddr*)&address, size) != 0) return 1;
  if (listen(listener, 128) != 0) return 1;
  const double listening = microseconds();
  if (getsockname(listener, (struct sockaddr*)&address, &size) != 0) return 1;
  printf("LISTENING 127.0.0.1:%u\n", (unsigned)ntohs(address.sin_port));
  fflush(stdout);
  if (accept(listener, NULL, NULL) < 0) return 1;
  fprintf(stderr, "%.1f\n", microseconds() - listening);
  return 0;
}
