// The first process of a cell (engine/cell.hpp). When it ends, the kernel ends all others there. It
// ends when nobody holds the other end of its standard input any more: when its maker is gone.
// Orphans in the cell become its children; SIGCHLD is ignored, so the kernel buries them.
#include <unistd.h>

#include <cerrno>

int main() {
  // Until now the maker could not be sure that this program has taken the place of its own copy.
  char nothing = 0;
  if (write(STDOUT_FILENO, &nothing, 1) != 1) return 1;
  close(STDOUT_FILENO);
  while (read(STDIN_FILENO, &nothing, 1) < 0 && errno == EINTR) {
  }
  return 0;
}
