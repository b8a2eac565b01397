#include "grade/terminal_style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "grade/task.hpp"

namespace pipette {

bool plain() { return !from_environment("NO_COLOR").empty() || from_environment("TERM") == "dumb"; }

TerminalStyle terminal_style() {
  TerminalStyle style{.colour = isatty(STDOUT_FILENO) != 0 && !plain()};
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    style.width = std::min<std::size_t>(size.ws_col, 100);
  return style;
}

}  // namespace pipette
