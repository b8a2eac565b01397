#include "grade/screen.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

#include "grade/catalogue.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

// The other screen (as less and vim use it), no cursor, no line goes on in the next row.
constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l\x1b[?7l";
constexpr std::string_view kLeave = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

// What cannot be written, because nobody is there any more, is left out.
void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {  // somebody else has made the terminal non-blocking
      pollfd writable{STDOUT_FILENO, POLLOUT, 0};
      (void)poll(&writable, 1, -1);
    } else if (errno != EINTR) {
      return;
    }
  }
}

}  // namespace

void require_terminal() {
  const std::string kind = from_environment("TERM");
  if (isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && kind != "dumb" && !kind.empty())
    return;
  throw UsageError("watch needs a terminal; use ./pipette check LAB");
}

Screen::Screen() : colour_(from_environment("NO_COLOR").empty()) { enter(); }

Screen::~Screen() { leave(); }

void Screen::enter() {
  const bool again = std::exchange(entered_, true);
  if (!again) tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  if (!again) write_all(kEnter);
  forget();
}

void Screen::leave() {
  if (!entered_) return;
  entered_ = false;
  write_all(kLeave);
  tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

ScreenSize Screen::size() const {
  constexpr std::size_t kMostColumns = 500;
  constexpr std::size_t kMostRows = 200;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {};
  return {std::min<std::size_t>(size.ws_col, kMostColumns),
          std::min<std::size_t>(size.ws_row, kMostRows)};
}

void Screen::show(const std::vector<std::string>& lines) {
  const std::size_t columns = size().columns;
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += "\x1b[" + std::to_string(i + 1) + ";1H\x1b[0m" + lines[i] + "\x1b[0m";
    // Behind a full line, the cursor still stands on its last character.
    if (columns_of(lines[i]) < columns) text += "\x1b[K";
  }
  if (text == shown_) return;
  write_all(clear_ ? "\x1b[2J" + text : text);
  clear_ = false;
  shown_ = std::move(text);
}

void Screen::forget() {
  shown_.clear();
  clear_ = true;
}

}  // namespace pipette
