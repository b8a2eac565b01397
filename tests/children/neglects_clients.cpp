// Accepts clients and never reads from them. Its argument says what it does instead: "accept"
// (waits for more), "epoll" (waits for more by epoll), "write" (writes to the first one without
// end), "finish" (reads the first one to its end, and keeps the connection).
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "listening.hpp"

int main(int, char** arguments) {
  const char* how = arguments[1];
  const int listener = listening_socket(0, true);
  const int epoll = epoll_create1(0);
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  while (true) {
    if (strcmp(how, "epoll") == 0) epoll_wait(epoll, &event, 1, -1);
    const int client = accept(listener, nullptr, nullptr);
    char block[4096] = "";
    while (strcmp(how, "write") == 0 && send(client, block, sizeof block, MSG_NOSIGNAL) > 0) {
    }
    while (strcmp(how, "finish") == 0 && read(client, block, sizeof block) > 0) {
    }
  }
}
