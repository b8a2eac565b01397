// Has N threads besides the first one.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <thread>

int main(int, char** arguments) {
  for (int left = atoi(arguments[1]); left > 0; --left)
    std::thread([] {
      while (true) pause();
    }).detach();
  puts("ready");
  fflush(stdout);
  while (true) pause();
}
