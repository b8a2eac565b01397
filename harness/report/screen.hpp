// One screen of `pipette watch`: a window of fixed size, and what is seen in it. Whatever the
// values hold, no control byte reaches the lines but the colours that the renderers set.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

struct ScreenSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

/// How far the ladder of labs has been climbed.
struct Climbed {
  int complete = 0;
  int labs = 0;
  Score points{};  ///< the best of each lab, added up
};

struct ScreenContent {
  int number = 0;  ///< of the lab
  std::string title{};
  Score points{};  ///< of the lab's last run
  Climbed climbed{};
  std::string activity{};  ///< "saved 12:03:11: building ..."
  std::string body{};      ///< lines that may hold colours, as report/terminal sets them
  bool outdated = false;   ///< the body is about an older save
  std::string message{};   ///< stands above the keys until something else happens
  std::size_t scroll = 0;  ///< how many lines of the body are above the window
};

/// Exactly as many lines as the window has, none wider than it is. Lines of the body that are too
/// long go on in the next line.
[[nodiscard]] std::vector<std::string> screen_lines(const ScreenContent& content, ScreenSize size,
                                                    bool colour);

/// How many lines of a body can be above a window of this size, at most.
[[nodiscard]] std::size_t furthest_scroll(const std::string& body, ScreenSize size);

/// How many lines of a body are seen at once.
[[nodiscard]] std::size_t body_rows(ScreenSize size);

/// How many columns a line takes; colours take none, every character counts as one.
[[nodiscard]] std::size_t columns_of(std::string_view line);

/// The lines of a text, those that are longer than `columns` cut into several. A colour goes on
/// behind a cut.
[[nodiscard]] std::vector<std::string> folded(const std::string& text, std::size_t columns);

}  // namespace pipette
