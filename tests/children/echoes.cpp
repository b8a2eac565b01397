// Copies standard input to standard output as it comes.
#include <unistd.h>

int main() {
  char buffer[65536];
  for (ssize_t count; (count = read(0, buffer, sizeof buffer)) > 0;)
    for (ssize_t done = 0; done < count;) {
      const ssize_t written = write(1, buffer + done, static_cast<size_t>(count - done));
      if (written <= 0) return 1;
      done += written;
    }
}
