// Does nothing at all, for ever.
#include <unistd.h>

int main() {
  while (true) pause();
}
