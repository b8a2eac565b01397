// Listens on port N (0: any), says so unless a second argument follows, and never accepts.
#include <unistd.h>

#include "listening.hpp"

int main(int count, char** arguments) {
  listening_socket(atoi(arguments[1]), count == 2);
  while (true) pause();
}
