// Keys, as a terminal sends them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipette {

enum class Key {
  hint,
  again,
  next,
  open,
  quit,
  interrupt,  ///< Ctrl-C
  suspend,    ///< Ctrl-Z
  redraw,     ///< Ctrl-L
  up,
  down,
  page_up,
  page_down,
};

/// Makes keys of bytes; a sequence of several bytes may come in pieces. What is no key of ours is
/// left out.
class Keyboard {
 public:
  [[nodiscard]] std::vector<Key> keys(std::string_view bytes);

 private:
  std::string sequence_;  ///< what has come of an escape sequence
};

}  // namespace pipette
