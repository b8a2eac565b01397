// The terminal as one screen that is painted over and over, and left as it was found.
#pragma once

#include <termios.h>

#include <string>
#include <vector>

#include "report/screen.hpp"

namespace pipette {

/// Throws UsageError where standard input and output are no terminal that can move its cursor.
void require_terminal();

/// Takes the terminal over as long as it lives: the other screen, no cursor, every key at once, and
/// Ctrl-C and Ctrl-Z as bytes. require_terminal() comes before.
class Screen {
 public:
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  [[nodiscard]] ScreenSize size() const;
  [[nodiscard]] bool colour() const { return colour_; }

  /// Shows one line in each row, by one write, and only where anything has changed.
  void show(const std::vector<std::string>& lines);
  /// The next show() writes everything anew, because the terminal may have lost it.
  void forget();

  /// Gives the terminal back.
  void leave();
  /// Takes it over, also when somebody else has meanwhile set it up in another way.
  void enter();

 private:
  termios before_{};
  bool colour_;
  bool entered_ = false;
  std::string shown_;
  bool clear_ = true;
};

}  // namespace pipette
